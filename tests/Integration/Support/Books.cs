namespace RentABot.Integration.Support;

/// <summary>Compares what clients were told with what the database says.</summary>
internal static class Books
{
    /// <summary>What a gateway takes back after a timeout is taken back by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private const string Running = "SELECT fencing_token FROM locks WHERE ended_at IS NULL ORDER BY fencing_token";

    /// <summary>Two locks of one resource at the same time, or in another order than their fencing tokens say.</summary>
    private const string Overlapping = """
        SELECT count(*) FROM locks AS one JOIN locks AS other
        ON one.resource_id = other.resource_id AND one.fencing_token < other.fencing_token
        AND (one.ended_at IS NULL OR one.ended_at > other.acquired_at)
        """;

    /// <summary>After the load has stopped: the running locks are those that were granted and not given back, and no key has two.</summary>
    public static async Task ShouldBalanceAsync(this Database database, Load load)
    {
        Assert.Empty(load.Contradictions);
        Assert.All(load.Answers.Keys, answer => Assert.Contains(answer[..3], (string[])["200", "409", "503"]));
        await database.ShouldRunAsync(load.Held);
        Assert.Equal(0, await database.ScalarAsync<long>(Overlapping));
        Assert.Equal(load.FencingByKey.Count, load.FencingByKey.Values.Distinct().Count());
    }

    private static async Task ShouldRunAsync(this Database database, IReadOnlyList<long> held)
    {
        IReadOnlyList<long> running = [];
        try
        {
            await Eventually.HoldsAsync(
                async () => held.SequenceEqual(running = await database.ListAsync<long>(Running)), Patience, "the books balance");
        }
        catch (TimeoutException)
        {
            Assert.Equal(held, running);
        }
    }

    /// <summary>
    /// All events that the log has now reach the subscriber, each for the first time in its place. What comes due meanwhile
    /// adds others.
    /// </summary>
    public static async Task ShouldBeCompleteAsync(this EventSubscriber subscriber, Database database)
    {
        var last = await database.ScalarAsync<long>("SELECT max(sequence) FROM events");
        await Eventually.HoldsAsync(() => subscriber.Events.Any(e => e.Sequence >= last), Patience, $"event {last} has come");

        var firsts = subscriber.Events.Select(e => e.Sequence).Where(sequence => sequence <= last).Distinct().ToList();
        Assert.Equal(await database.ListAsync<long>($"SELECT sequence FROM events WHERE sequence <= {last} ORDER BY sequence"), firsts);
        Assert.Equal(Enumerable.Range(1, firsts.Count).Select(n => (long)n), firsts);
    }
}
