using RentABot.Allocator.Commands;
using RentABot.Rules;

namespace RentABot.Allocator.Tests.Callers;

public sealed class When_a_caller_has_a_quota
{
    private static readonly Caller Three = new("ci", Role.User, null, null) { MaxLocks = 3 };

    [Fact]
    public async Task Should_count_what_it_holds_and_what_it_queues_for()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resources = await RegisterAsync(host, 5);
        var first = Assert.IsType<LockResourcesResult>((await host.DecideAsync(Ask.Lock(resources[0]), Three)).Reply);
        Assert.IsType<CreateReservationResult>((await host.DecideAsync(Ask.Reserve("arm", quantity: 2), Three)).Reply);

        var rejected = await ExceededAsync(host, Ask.Lock(resources[4]));
        Assert.Equal(
            new Dictionary<string, long> { ["max_locks"] = 3, ["locked"] = 1, ["reserved"] = 2, ["requested"] = 1 }, rejected.Figures);
        await ExceededAsync(host, Ask.Reserve("arm"));

        await host.UnlockAsync(first.Locks[0]);
        Assert.IsType<LockResourcesResult>((await host.DecideAsync(Ask.Lock(resources[0]), Three)).Reply);
    }

    [Fact]
    public async Task Should_not_count_a_claim_again()
    {
        await using var host = await AllocatorHost.StartAsync();
        await RegisterAsync(host, 4);
        var reservation = Assert.IsType<CreateReservationResult>((await host.DecideAsync(Ask.Reserve("arm", quantity: 3), Three)).Reply).Reservation;

        Assert.IsType<ClaimReservationResult>((await host.DecideAsync(Ask.Claim(reservation), Three)).Reply);

        Assert.Equal(3, (await ExceededAsync(host, Ask.Lock("arm"))).Figures!["locked"]);
    }

    [Fact]
    public async Task Should_grant_nothing_of_what_would_be_too_many_together()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resources = await RegisterAsync(host, 4);

        await ExceededAsync(host, Ask.Lock("arm", quantity: 4));
        var outcomes = await host.DecideTogetherAsync(Three, [.. resources.Select(resource => Ask.Lock(resource))]);

        Assert.Equal([false, false, false, true], outcomes.Select(outcome => outcome.Reply is CommandRejected { Code: "quota_exceeded" }));
        Assert.Equal(3, (await host.EventsAsync<LockAcquired>()).Count);
    }

    [Fact]
    public async Task Should_count_for_each_caller_alone()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resources = await RegisterAsync(host, 5);
        foreach (var resource in resources.Take(3)) await host.DecideAsync(Ask.Lock(resource), Three);

        Assert.IsType<LockResourcesResult>((await host.DecideAsync(Ask.Lock(resources[3]), Three with { Actor = "other" })).Reply);
        Assert.IsType<LockResourcesResult>((await host.DecideAsync(Ask.Lock(resources[4]), Three with { MaxLocks = null })).Reply);
    }

    private static async Task<CommandRejected> ExceededAsync(AllocatorHost host, object command)
    {
        var rejected = Assert.IsType<CommandRejected>((await host.DecideAsync(command, Three)).Reply);
        Assert.Equal((409, "quota_exceeded"), (rejected.Status, rejected.Code));
        return rejected;
    }

    private static async Task<List<ResourceState>> RegisterAsync(AllocatorHost host, int count)
    {
        var resources = new List<ResourceState>();
        for (var i = 0; i < count; i++) resources.Add(await host.RegisterAsync($"r{i}", "arm"));
        return resources;
    }
}
