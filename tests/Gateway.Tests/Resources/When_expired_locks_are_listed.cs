using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence.Locks;

namespace RentABot.Gateway.Tests.Resources;

public sealed class When_expired_locks_are_listed : GatewayTest
{
    [Fact]
    public async Task Should_give_the_newest_first_and_only_expired_ones()
    {
        await Host.SeedAsync(db => db.Locks.AddRange(
            Ended(1, 10, LockEndReason.Expired), Ended(2, 30, LockEndReason.Expired), Ended(3, 20, LockEndReason.Released),
            Ended(4, 25, LockEndReason.Forced), Samples.LockRow(5)));
        var expired = (await Client.ReadAsync("resources/expired").JsonAsync()).GetProperty("expired").EnumerateArray().ToList();
        Assert.Equal([2, 1], expired.Select(e => e.Number("resource_id")));
        Assert.Equal(["resource_id", "resource_name", "client_id", "acquired_at", "expired_at"], expired[0].Fields());
        Assert.Equal("2030-01-01T12:00:30Z", expired[0].Text("expired_at"));
    }

    [Fact]
    public async Task Should_give_those_since_an_instant_and_so_many()
    {
        await Host.SeedAsync(db => db.Locks.AddRange(
            Ended(1, 10, LockEndReason.Expired), Ended(2, 20, LockEndReason.Expired), Ended(3, 30, LockEndReason.Expired)));
        Assert.Equal([3, 2], await IdsAsync("?since=2030-01-01T12:00:20Z"));
        Assert.Equal([3, 2], await IdsAsync("?since=2030-01-01T13:00:20%2B01:00"));
        Assert.Equal([3], await IdsAsync("?limit=1"));
    }

    [Theory]
    [InlineData("since=yesterday", "since")]
    [InlineData("limit=-1", "limit")]
    public async Task Should_refuse_what_it_does_not_understand(string query, string field) =>
        Assert.NotEmpty((await Client.ReadAsync("resources/expired?" + query).ProblemAsync(422, "invalid")).ErrorAt(field));

    private async Task<IEnumerable<long>> IdsAsync(string query) =>
        (await Client.ReadAsync("resources/expired" + query).JsonAsync()).GetProperty("expired").EnumerateArray().Select(e => e.Number("resource_id"));

    private static ResourceLock Ended(long resource, int at, LockEndReason reason)
    {
        var ended = Samples.LockRow(resource, at);
        ended.EndedAt = MovableClock.Noon.AddSeconds(at);
        ended.EndReason = reason;
        return ended;
    }
}
