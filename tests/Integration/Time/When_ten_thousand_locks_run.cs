namespace RentABot.Integration.Time;

/// <summary>
/// Nearly all locks are released long before they would expire, so a deadline among ten thousand others must cost no
/// more than one among ten. The second of lateness is judged by the database's clock alone: what a busy machine does to
/// the subscriber, and to this test, does not count.
/// </summary>
[Collection(Alone.Name)]
public sealed class When_ten_thousand_locks_run
{
    private const int Running = 10_000;
    private const int Due = 200;

    [Fact]
    public async Task Should_end_those_that_are_due_within_a_second()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var events = await deployment.SubscribeAsync();
        await using var noise = Noise.Measure(deployment);
        await InsertAsync(deployment.Database);

        await Eventually.HoldsAsync(
            () => events.Events.DistinctBy(e => e.Sequence).Count(e => e.Type == "LockExpired") >= Due,
            TimeSpan.FromSeconds(30),
            $"{Due} locks have expired");

        var late = await deployment.Database.ListAsync<TimeSpan>("SELECT ended_at - expires_at FROM locks WHERE ended_at IS NOT NULL");
        Assert.Equal(Due, late.Count);
        Assert.All(late, noise.InTime);
        Assert.Equal(Due, events.Events.DistinctBy(e => e.Sequence).Count(e => e.Type == "LockExpired"));
    }

    /// <summary>Due are some of them, spread over two seconds from two seconds after now; the others tomorrow.</summary>
    private static Task InsertAsync(Database database) => database.ExecuteAsync($"""
        WITH added AS (
            INSERT INTO resources (name, description, endpoint, tags, max_lock_duration, unavailable, revision, created_at, updated_at)
            SELECT 'mass-' || n, '', '', ARRAY['mass'], 86400, false, 1, clock_timestamp(), clock_timestamp()
            FROM generate_series(1, {Running}) AS n
            RETURNING id, name),
        numbered AS (SELECT id, name, row_number() OVER (ORDER BY id) AS n FROM added),
        timed AS (SELECT *, clock_timestamp() AS now,
                CASE WHEN n <= {Due} THEN clock_timestamp() + interval '2 seconds' + n * interval '10 milliseconds'
                     ELSE clock_timestamp() + interval '1 day' END AS expires_at
            FROM numbered)
        INSERT INTO locks (id, fencing_token, resource_id, resource_name, client_id, token_key, acquired_at, expires_at, warning_at, warned)
        SELECT gen_random_uuid(), 1000000 + n, id, name, 'mass', '', now, expires_at, expires_at, true FROM timed
        """);
}
