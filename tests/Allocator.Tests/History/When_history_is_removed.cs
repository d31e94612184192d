using Microsoft.EntityFrameworkCore;
using RentABot.TestServers;

namespace RentABot.Allocator.Tests.History;

public sealed class When_history_is_removed
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_remove_what_ended_before_and_keep_what_runs_or_ended_since()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.UnlockAsync(await host.LockAsync(resource));
        await host.CancelAsync(await host.ReserveAsync("arm"));
        var running = await host.LockAsync(await host.RegisterAsync("r2", "x86"), ttl: 1000);
        host.Clock.Advance(100);
        var kept = await host.ReserveAsync("arm");
        await host.CancelAsync(kept);
        await RelayedAsync(host);

        await host.DecideAsync(new RemoveHistory { OlderThan = 50 });

        Assert.Equal([running.LockId], await host.ReadAsync(db => db.Locks.Select(l => l.Id).ToListAsync()));
        Assert.Equal([kept.ReservationId], await host.ReadAsync(db => db.Reservations.Select(r => r.CorrelationId).ToListAsync()));
        Assert.All(await host.EventsAsync(), e => Assert.Equal(host.Clock.Now, e.OccurredAt));
        Assert.NotEmpty(await host.EventsAsync());
    }

    [Fact]
    public async Task Should_keep_events_that_are_not_yet_published()
    {
        await using var host = await AllocatorHost.StartAsync(services =>
            services.Remove(services.Single(s => s.ImplementationType == typeof(Allocator.Relay.EventRelay))));
        await host.RegisterAsync("r1");
        host.Clock.Advance(100);

        await host.DecideAsync(new RemoveHistory { OlderThan = 1 });

        Assert.Single(await host.EventsAsync());
    }

    [Fact]
    public async Task Should_go_on_slice_by_slice_until_all_is_gone()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.DoAsync<ImportResourcesResult>(new ImportResources
        {
            Resources = [.. Enumerable.Range(0, 2100).Select(i => new ResourceDescription { Name = $"r{i}" })],
        });
        await RelayedAsync(host);
        host.Clock.Advance(100);

        await host.DecideAsync(new RemoveHistory { OlderThan = 1 });

        await Eventually.HoldsAsync(
            () => host.ReadAsync(async db => !await db.Events.AnyAsync()), Soon, "no event is left");
    }

    [Fact]
    public async Task Should_never_give_an_events_number_again()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1");
        await RelayedAsync(host);
        host.Clock.Advance(100);
        await host.DecideAsync(new RemoveHistory { OlderThan = 1 });

        await host.RestartAsync();
        await host.RegisterAsync("r2");

        Assert.Equal(2, Assert.Single(await host.EventsAsync()).Sequence);
    }

    private static Task RelayedAsync(AllocatorHost host) => Eventually.HoldsAsync(
        () => host.ReadAsync(async db =>
            await db.RelayPositions.Select(p => p.Sequence).SingleAsync() == await db.LedgerHeads.Select(h => h.Sequence).SingleAsync()),
        Soon,
        "all events are published");
}
