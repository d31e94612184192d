using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Writing;
using RentABot.Persistence;
using RentABot.Rules;

namespace RentABot.Allocator.Tests.Metrics;

public sealed class When_write_transactions_are_counted
{
    private const string Duration = "rentabot_lock_duration_seconds";
    private const string Wait = "rentabot_queue_wait_seconds";
    private const string Delay = "rentabot_expiry_delay_seconds";

    [Fact]
    public async Task Should_have_every_result_at_zero_before_the_first()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);

        var all = readings.Now();

        Assert.All(AcquisitionResults.All, result => Assert.Equal(0, all[$"rentabot_lock_acquisitions_total{{{result}}}"]));
        Assert.Equal(0, all["rentabot_lock_expirations_total"]);
    }

    [Fact]
    public async Task Should_count_an_attempt_once_however_many_locks_it_gets()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        for (var i = 0; i < 3; i++) await host.RegisterAsync($"r{i}", "arm");

        await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", quantity: 3));

        Assert.Equal("granted 1", readings.Acquisitions());
    }

    [Fact]
    public async Task Should_tell_refusals_by_their_codes()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        var resource = await host.RegisterAsync("r1", 100, "arm");
        var other = await host.RegisterAsync("r2", "x86");
        await host.LockAsync(resource);
        await host.TakeOutAsync(other);
        var waiter = await host.ReserveAsync("arm");

        await host.RefusedAsync(Ask.Lock(resource), 409, "already_locked");
        await host.RefusedAsync(Ask.Lock("arm"), 409, "no_resource_available");
        await host.RefusedAsync(Ask.Lock("mips"), 404, "resource_not_found");
        await host.RefusedAsync(Ask.Lock(resource, ttl: 101), 422, "ttl_exceeds_maximum");
        await host.RefusedAsync(Ask.Lock("arm", quantity: 2), 422, "never_satisfiable");
        await host.RefusedAsync(Ask.Lock(other), 409, "resource_unavailable");
        await host.RefusedAsync(Ask.Claim(waiter), 409, "not_fulfilled");
        await host.CancelAsync(waiter);
        await host.RefusedAsync(Ask.Claim(waiter), 410, "reservation_cancelled");
        await host.RefusedAsync(new ClaimReservation { ReservationId = Guid.NewGuid() }, 404, "reservation_not_found");
        await host.DecideAsync(Ask.Lock(resource), answerBy: host.Clock.Now.AddSeconds(-1));
        await host.DecideAsync(Ask.Lock(other), new Allocator.Commands.Caller("limited", Role.User, null, null) { MaxLocks = 0 });
        await host.BringBackAsync(other);
        await host.DecideAsync(Ask.Lock(other), new Allocator.Commands.Caller("limited", Role.User, null, null) { MaxLocks = 0 });

        Assert.Equal(
            "already_locked 1, answer_too_late 1, granted 1, never_satisfiable 1, no_resource_available 1, not_fulfilled 1, quota_exceeded 1, "
            + "reservation_cancelled 1, reservation_not_found 1, resource_not_found 1, resource_unavailable 2, ttl_exceeds_maximum 1",
            readings.Acquisitions());
    }

    [Fact]
    public void Should_have_no_results_without_end() => Assert.Equal(AcquisitionResults.Other, AcquisitionResults.Of("made-up"));

    [Fact]
    public async Task Should_count_nothing_for_a_repeat()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        var resource = await host.RegisterAsync("r1", "arm");
        var (granted, refused) = (Guid.NewGuid(), Guid.NewGuid());

        for (var i = 0; i < 3; i++)
        {
            await host.DecideAsync(Ask.Lock(resource), granted);
            await host.DecideAsync(Ask.Lock(resource), refused);
            await host.DecideAsync(Ask.Lock(resource), idempotencyKey: "key");
        }

        // Who asks again with a key is heard anew where it was refused before.
        Assert.Equal("already_locked 4, granted 1", readings.Acquisitions());
    }

    [Fact]
    public async Task Should_count_a_claim_once_and_its_repeats_never()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        await host.RegisterAsync("r1", "arm");
        var reservation = await host.ReserveAsync("arm");

        for (var i = 0; i < 3; i++) await host.ClaimAsync(reservation);

        Assert.Equal("granted 1", readings.Acquisitions());
    }

    [Fact]
    public async Task Should_count_nothing_that_is_rolled_back()
    {
        await using var host = await AllocatorHost.StartAsync(services => services.Replace<MarkAvailable>(async (provider, _, token) =>
        {
            await LockAndEndAsync(provider, token);
            throw new InvalidOperationException("a defect");
        }));
        using var readings = new Readings(host);
        var resource = await host.RegisterAsync("r1", "arm");

        await host.RefusedAsync(new MarkAvailable { ResourceId = resource.Id }, 500, "internal_error");

        Assert.Equal("", readings.Acquisitions());
        Assert.Empty(readings.Recorded(Duration));
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_count_nothing_of_a_transaction_that_is_not_committed()
    {
        await using var host = await AllocatorHost.StartAsync(services => services.Replace<MarkAvailable>(
            (_, _, _) => Task.FromResult<Answer>(_ => throw new InvalidOperationException("a defect"))));
        using var readings = new Readings(host);
        var resource = await host.RegisterAsync("r1", "arm");

        // Each is tried alone after that, and the good one is counted once.
        var good = host.DecideAsync(Ask.Lock(resource));
        var bad = host.DecideAsync(new MarkAvailable { ResourceId = resource.Id });
        await Task.WhenAll(good, bad);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.DecideTogetherAsync(Ask.Lock(resource), new MarkAvailable { ResourceId = resource.Id }));

        Assert.Equal("granted 1", readings.Acquisitions());
    }

    [Fact]
    public async Task Should_measure_how_long_locks_ran_when_they_end_in_any_way()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        var resource = await host.RegisterAsync("r1", "arm");

        var released = await host.LockAsync(resource);
        host.Clock.Advance(90);
        await host.UnlockAsync(released);
        await host.LockAsync(resource);
        host.Clock.Advance(30);
        await host.DoAsync<UnlockResourceResult>(Ask.Force(resource));
        await host.LockAsync(resource, ttl: 100);
        await host.SweepAfterAsync(103);
        await host.LockAsync(resource);

        Assert.Equal([90, 30, 103], readings.Recorded(Duration));
        Assert.Equal([3], readings.Recorded(Delay));
        Assert.Equal(1, readings.Expirations());
    }

    [Fact]
    public async Task Should_measure_how_late_waits_and_claim_windows_ended()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        var resource = await host.RegisterAsync("r1", "arm");
        await host.ReserveAsync("arm", claimWindow: 60);
        await host.SweepAfterAsync(61);
        await host.LockAsync(resource, ttl: 1000);
        await host.ReserveAsync("arm", maxWaitTime: 100);
        await host.SweepAfterAsync(105);

        Assert.Equal([1, 5], readings.Recorded(Delay));
        Assert.Equal(0, readings.Expirations());
    }

    [Fact]
    public async Task Should_measure_how_long_reservations_waited_until_they_were_served()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        var resource = await host.RegisterAsync("r1", "arm");
        var at = await host.ReserveAsync("arm");
        await host.ClaimAsync(at);
        await host.ReserveAsync("arm", priority: 10);
        host.Clock.Advance(45);
        await host.DoAsync<UnlockResourceResult>(Ask.Force(resource));

        Assert.Equal([("5", 0), ("10", 45)], readings.RecordedByLabel(Wait));
    }

    private static async Task LockAndEndAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var db = provider.GetRequiredService<RentABotDbContext>();
        var ledger = provider.GetRequiredService<Allocator.Locks.LockLedger>();
        await new Allocator.Locks.LockResourcesHandler(
            db,
            provider.GetRequiredService<WriteTransaction>(),
            provider.GetRequiredService<Allocator.Resources.KnownResources>(),
            provider.GetRequiredService<Allocator.Locks.Quota>(),
            ledger).HandleAsync(Ask.Lock("arm"), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var locked = await Persistence.Resources.ResourceSnapshotQuery.ResourceSnapshots(db).SingleAsync(cancellationToken);
        await ledger.EndAsync(locked, LockEndReason.Released, null, cancellationToken);
    }
}
