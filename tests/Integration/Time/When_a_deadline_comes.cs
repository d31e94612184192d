using System.Text.Json;

namespace RentABot.Integration.Time;

/// <summary>Case 28: nothing ends before its instant, everything within a second after it. All instants are the database's.</summary>
[Collection(Alone.Name)]
public sealed class When_a_deadline_comes(SharedDeployment shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_end_a_lock(int ttl)
    {
        var deployment = await shared.StartedAsync();
        await using var events = await deployment.SubscribeAsync();
        await using var noise = Noise.Measure(deployment);
        var client = deployment.Client();
        var resource = await client.RegisterAsync(Names.Unique("ttl"));
        var granted = await client.LockAsync(resource, ttl: ttl);
        Assert.Equal(granted.AcquiredAt.AddSeconds(ttl), granted.ExpiresAt);

        // Nothing but the scheduler looks at it: a competitor would make it expire by asking.
        var expired = await events.FirstAsync("LockExpired", e => e.ResourceId == resource.Id);

        noise.InTime(expired.OccurredAt - granted.ExpiresAt);
        Assert.Single(events.About(resource.Id), e => e.Type == "LockExpired");
    }

    [Fact]
    public async Task Should_let_nobody_in_before_it_and_the_next_one_at_once()
    {
        var deployment = await shared.StartedAsync();
        await using var noise = Noise.Measure(deployment);
        var client = deployment.Client();
        var resource = await client.RegisterAsync(Names.Unique("ttl"));
        var first = await client.LockAsync(resource, ttl: 1);

        var second = await client.TryLockAsync(resource.Id);
        await Eventually.HoldsAsync(
            async () => second.Succeeded || (second = await client.TryLockAsync(resource.Id)).Succeeded, Soon, "another client has the lock");

        var next = second.As<LockView>();
        noise.InTime(next.AcquiredAt - first.ExpiresAt);
        (await client.TryUnlockAsync(first)).ShouldBe(System.Net.HttpStatusCode.Gone, "lock_lost");
        Assert.True((await client.ResourceAsync(resource.Id)).Locked);
    }

    [Fact]
    public async Task Should_end_a_claim_window()
    {
        var deployment = await shared.StartedAsync();
        await using var events = await deployment.SubscribeAsync();
        await using var noise = Noise.Measure(deployment);
        var client = deployment.Client();
        var tag = Names.Unique("claim");
        await client.RegisterAsync(tag, tag);
        var reservation = await client.ReserveAsync(tag, claimWindow: 1);
        Assert.Equal("fulfilled", reservation.Status);

        var expired = await events.FirstAsync("ReservationExpired", e => e.ReservationId == reservation.ReservationId);
        noise.InTime(expired.OccurredAt - reservation.ClaimExpiresAt!.Value);
    }

    [Fact]
    public async Task Should_end_a_wait()
    {
        var deployment = await shared.StartedAsync();
        await using var events = await deployment.SubscribeAsync();
        await using var noise = Noise.Measure(deployment);
        var client = deployment.Client();
        var tag = Names.Unique("wait");
        await client.LockAsync(await client.RegisterAsync(tag, tag));
        var reservation = await client.ReserveAsync(tag, maxWaitTime: 1);

        var expired = await events.FirstAsync("ReservationExpired", e => e.ReservationId == reservation.ReservationId);
        noise.InTime(expired.OccurredAt - reservation.ExpiresAt);
        Assert.Equal("expired", (await client.ReservationAsync(reservation.ReservationId)).Status);
    }

    [Fact]
    public async Task Should_begin_and_end_a_maintenance()
    {
        var deployment = await shared.StartedAsync();
        await using var events = await deployment.SubscribeAsync();
        await using var noise = Noise.Measure(deployment);
        var client = deployment.Client();
        var resource = await client.RegisterAsync(Names.Unique("maintenance"));
        var now = await deployment.Database.ScalarAsync<DateTimeOffset>("SELECT date_trunc('milliseconds', clock_timestamp())");
        var (from, until) = (now.AddSeconds(1), now.AddSeconds(2));
        var answer = await client.PostAsync($"resources/{resource.Id}/unavailable", new { reason = "firmware", from, until });
        Assert.False(answer.As<ResourceView>().Unavailable);

        var began = await events.FirstAsync("ResourceMarkedUnavailable", e => e.ResourceId == resource.Id && IsUnavailable(e));
        noise.InTime(began.OccurredAt - from);
        var ended = await events.FirstAsync("ResourceMarkedAvailable", e => e.ResourceId == resource.Id);
        noise.InTime(ended.OccurredAt - until);
        Assert.Equal("available", (await client.ResourceAsync(resource.Id)).Status);
    }

    private static bool IsUnavailable(ReceivedEvent e) => e.Body.GetProperty("resource").GetProperty("unavailable").ValueKind == JsonValueKind.True;
}
