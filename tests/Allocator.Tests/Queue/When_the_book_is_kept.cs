using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Queue;
using RentABot.Persistence;
using RentABot.Persistence.Queue;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Tests.Queue;

public sealed class When_the_book_is_kept
{
    private static readonly string[][] TagSets = [["arm"], ["usb"], ["arm", "usb"], ["arm", "mx8"], ["x86"]];

    /// <summary>One reader looks after every command, and so learns what another process, the allocator, has written meanwhile.</summary>
    [Fact]
    public async Task Should_be_what_the_tables_say_and_leave_nothing_to_plan_after_any_command()
    {
        var histories = new List<int[]>();
        Gen.Int[0, 999].Array[80].Sample(histories.Add, iter: 5, threads: 1);
        foreach (var history in histories)
        {
            await using var host = await AllocatorHost.StartAsync();
            using var reader = new QueueBookKeeper(TimeProvider.System);
            foreach (var number in history)
            {
                await DoAsync(host, number);
                Assert.Equal(await ShowAsync(host, new QueueBookKeeper(TimeProvider.System)), await ShowAsync(host, reader));
                Assert.Equal(("", await HoldsAsync(host)), await PlanAsync(host));
            }
        }
    }

    [Fact]
    public async Task Should_be_loaded_anew_where_the_log_does_not_tell_all()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var reader = new QueueBookKeeper(TimeProvider.System);
        var lent = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        await host.ReserveAsync("arm");
        await ShowAsync(host, reader);
        await host.UnlockAsync(lent);
        await host.ReserveAsync("arm");
        await host.ReadAsync(db => db.Events.Where(e => e.Sequence == 4).ExecuteDeleteAsync());

        Assert.Equal(await ShowAsync(host, new QueueBookKeeper(TimeProvider.System)), await ShowAsync(host, reader));
    }

    /// <summary>The pass frees a resource, plans, and fails afterwards: nothing of it is so.</summary>
    [Fact]
    public async Task Should_forget_what_was_not_committed()
    {
        await using var host = await AllocatorHost.StartAsync(services => services.Replace<MarkAvailable>(async (provider, command, token) =>
        {
            var snapshot = await provider.GetRequiredService<RentABotDbContext>().ResourceSnapshots()
                .SingleAsync(s => s.Resource.Id == command.ResourceId, token);
            await provider.GetRequiredService<LockLedger>().EndAsync(snapshot, LockEndReason.Forced, null, token);
            return _ => throw new InvalidOperationException("a defect");
        }));
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource);
        var first = await host.ReserveAsync("arm");

        await host.RefusedAsync(new MarkAvailable { ResourceId = resource.Id }, 500, "internal_error");
        for (var i = 0; i < 5; i++) await host.ReserveAsync("arm");

        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(first));
        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(resource));
        await host.DoAsync<UnlockResourceResult>(Ask.Force(resource));
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(first));
    }

    [Fact]
    public async Task Should_be_healed_where_rows_were_changed_by_hand()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource);
        var waiting = await host.ReserveAsync("arm");
        await host.ReadAsync(db => db.Locks.ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, host.Clock.Now)));

        await host.DecideAsync(new HealQueue());

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiting));
    }

    private static async Task DoAsync(AllocatorHost host, int number)
    {
        var (kind, which) = (number % 10, number / 10);
        var tags = TagSets[which % TagSets.Length];
        var resource = Pick(await host.ReadAsync(db => db.Resources.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync()), which);
        var reservation = Pick(
            await host.ReadAsync(db => db.Reservations.Where(r => r.EndedAt == null).OrderBy(r => r.Arrival).Select(r => r.CorrelationId).ToListAsync()), which);
        host.Clock.Advance(which % 3);
        await host.DecideAsync(kind switch
        {
            0 => (object)new RegisterResource { Name = $"r{Guid.NewGuid()}", Tags = tags },
            1 or 2 => new CreateReservation
            {
                Tags = tags, Quantity = 1 + (which % 3), Priority = 1 + (which % 10), MaxWaitTime = 20, ClaimWindow = 5, Ttl = 10 + which, AllowUnsatisfiable = true,
            },
            3 => new LockResources { Tags = tags, Ttl = 10 },
            4 => new ClaimReservation { ReservationId = reservation },
            5 => new UnlockResource { ResourceId = resource, Force = true },
            6 => new CancelReservation { ReservationId = reservation },
            7 when which % 3 == 0 => new RemoveResource { ResourceId = resource, Force = true },
            7 => new UpdateResource { ResourceId = resource, Tags = tags },
            8 => new MarkUnavailable { ResourceId = resource, Reason = "broken", Until = host.Clock.Now.AddSeconds(7) },
            _ => new MarkAvailable { ResourceId = resource },
        });
    }

    private static T Pick<T>(List<T> among, int which)
        where T : struct => among.Count == 0 ? default : among[which % among.Count];

    private static Task<T> ReadAsync<T>(AllocatorHost host, QueueBookKeeper keeper, Func<QueueBook, T> read) => host.ReadAsync(db =>
        keeper.ReadAsync(db, sequence: null, read, TestContext.Current.CancellationToken));

    private static Task<string> ShowAsync(AllocatorHost host, QueueBookKeeper keeper) => ReadAsync(host, keeper, book =>
    {
        var ids = book.Line.Select(waiting => waiting.Id).ToList();
        var standings = book.StandingsOf(ids, host.Clock.Now);
        return string.Join('\n', ids.Select(id => $"{id}: {standings[id]}"));
    });

    private static Task<(string Grants, string Holds)> PlanAsync(AllocatorHost host) => ReadAsync(host, new QueueBookKeeper(TimeProvider.System), book =>
    {
        var plan = QueuePlanner.Plan(book.ToState());
        return (string.Join(' ', plan.Grants.Select(g => g.ReservationId)), Show(plan.Holds.SelectMany(h => h.ResourceIds, (h, id) => (id, h.ReservationId))));
    });

    private static Task<string> HoldsAsync(AllocatorHost host) => host.ReadAsync(async db => Show(await db.Holds
        .Where(h => db.Reservations.Any(r => r.CorrelationId == h.ReservationId && r.Status == nameof(ReservationStatus.Pending)))
        .Select(h => ValueTuple.Create(h.ResourceId, h.ReservationId))
        .ToListAsync()));

    private static string Show(IEnumerable<(long ResourceId, Guid ReservationId)> holds) =>
        string.Join(' ', holds.Order().Select(hold => $"{hold.ResourceId}={hold.ReservationId}"));
}
