using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Browser.Support;
using RentABot.Persistence;

namespace RentABot.Browser.Lab;

/// <summary>
/// The sample lab on a busy afternoon: a week of locks and maintenance behind it, locks that run, some of them together and
/// some about to end, and a queue.
/// </summary>
public sealed class LabSite : Site
{
    /// <summary>Every board of one kind, which is in demand.</summary>
    private const string Wanted = "bcm2711-rpi-4-b";
    private const int Minute = 60;

    /// <summary>The first of those that were in use all week.</summary>
    private const long First = 40;

    /// <summary>A resource that has been locked often and was out of service lately.</summary>
    public long Board { get; private set; } = First;

    /// <summary>A reservation that gathers.</summary>
    public string Gathering { get; private set; } = "";

    /// <summary>A reservation that can be claimed.</summary>
    public string Fulfilled { get; private set; } = "";

    protected override string Descriptor { get; } = File.ReadAllText(Repository.PathOf("samples/kernelci-labs.yaml"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow();
        var turns = Week.Until(now, Enumerable.Range(0, 20).Select(i => First + 2L * i));
        Board = turns.Where(turn => turn.Kind == TurnKind.Back && turn.At > now.AddHours(-20)).Select(turn => turn.ResourceId)
            .OrderByDescending(id => turns.Count(turn => turn.ResourceId == id && turn.At > now.AddHours(-24))).Append(First).First();
        await TakeAsync(turns);
        await PutBackAsync(turns);
        await GoOnAsync();
    }

    /// <summary>Everything of the week, one after the other.</summary>
    private async Task TakeAsync(IReadOnlyList<Turn> turns)
    {
        var now = TimeProvider.System.GetUtcNow();
        var tokens = new Dictionary<long, string>();
        foreach (var turn in turns)
        {
            await (turn.Kind switch
            {
                TurnKind.Lock => LockAsync(turn),
                TurnKind.Unlock => UnlockAsync(turn.ResourceId, tokens[turn.ResourceId]),
                TurnKind.Out => SendAsync(HttpMethod.Post, $"resources/{turn.ResourceId}/unavailable", new { reason = turn.Client, until = EndOf(turn) }),
                _ => SendAsync(HttpMethod.Post, $"resources/{turn.ResourceId}/available"),
            });
        }

        async Task LockAsync(Turn turn) => tokens[turn.ResourceId] = await base.LockAsync(turn.ResourceId, turn.Client, (int)(EndOf(turn) - now).TotalSeconds);

        // What was over long ago has to last until it is ended below.
        DateTimeOffset EndOf(Turn turn) => turn.Ends > now ? turn.Ends : now + TimeSpan.FromHours(1);
    }

    /// <summary>Lets it have happened when it did: the service itself knows no instant but the present one.</summary>
    private async Task PutBackAsync(IReadOnlyList<Turn> turns)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var registered = turns[0].At - TimeSpan.FromDays(1);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Resources.ExecuteUpdateAsync(set => set.SetProperty(r => r.CreatedAt, registered));
        var events = await db.Events.AsNoTracking().OrderBy(e => e.Sequence).Select(e => new { e.Sequence, e.Type }).ToListAsync();
        var told = events.SkipWhile(e => e.Type == "ResourceRegistered").ToList();
        Assert.Equal(turns.Count, told.Count);
        await db.Events.Where(e => e.Type == "ResourceRegistered").ExecuteUpdateAsync(set => set.SetProperty(e => e.OccurredAt, registered));
        foreach (var (turn, row) in turns.Zip(told))
        {
            await db.Events.Where(e => e.Sequence == row.Sequence).ExecuteUpdateAsync(set => set.SetProperty(e => e.OccurredAt, turn.At));
        }

        var locks = await db.Locks.AsNoTracking().OrderBy(l => l.FencingToken).Select(l => l.Id).ToListAsync();
        foreach (var (turn, id) in turns.Where(turn => turn.Kind == TurnKind.Lock).Zip(locks))
        {
            await db.Locks.Where(l => l.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(l => l.AcquiredAt, turn.At)
                .SetProperty(l => l.EndedAt, l => l.EndedAt == null ? null : turn.Ends));
        }

        foreach (var turn in turns.GroupBy(turn => turn.ResourceId).Select(those => those.Last()))
        {
            await db.Resources.Where(r => r.Id == turn.ResourceId && r.Unavailable)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.UnavailableSince, turn.At));
        }

        await transaction.CommitAsync();
    }

    /// <summary>What goes on now.</summary>
    private async Task GoOnAsync()
    {
        await LockSomeAsync("arm64,rockchip", 3, 95 * Minute, "bisect", "6.18-rc7, drm");
        await LockSomeAsync("mediatek", 3, 42 * Minute, "nightly", "next-20261126");
        await LockSomeAsync("x86_64", 2, 4 * Minute, "build-4723", "smoke test");
        await LockSomeAsync("riscv", 1, 3 * 60 * Minute, "anna", "boot loader");
        await LockSomeAsync(Wanted, 2, 25 * Minute, "build-4719", "kselftest");
        Fulfilled = (await SendAsync(HttpMethod.Post, "reservations", new { tags = Wanted, client_id = "joris", claim_window = 3600 }))
            .GetProperty("reservation_id").GetString()!;
        Gathering = await ReserveAsync("mediatek", "release-6.18", quantity: 5, priority: 3);
        await ReserveAsync(Wanted, "nightly", quantity: 2);
        await ReserveAsync(Wanted, "build-4725", priority: 8);
        await SendAsync(HttpMethod.Post, "reservations", new { name = "clabbe.meson-gxl-s905x-libretech-cc", client_id = "anna", claim_window = 3600 });
        await SendAsync(HttpMethod.Post, "resources/5/unavailable", new { reason = "serial console lost; cable ordered" });
        var evening = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(3);
        foreach (var id in (long[])[12, 13, await IdOfAsync("clabbe.jetson-tk1"), await IdOfAsync("clabbe.sun20i-d1-nezha")])
        {
            await SendAsync(HttpMethod.Post, $"resources/{id}/unavailable", new { reason = "rack moves", from = evening, until = evening.AddHours(6) });
        }
    }

    private async Task<long> IdOfAsync(string name)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RentABotDbContext>().Resources.Where(r => r.Name == name).Select(r => r.Id).SingleAsync();
    }

    private async Task LockSomeAsync(string tags, int quantity, int ttl, string client, string details) =>
        await SendAsync(HttpMethod.Post, "resources/lock", new { tags, quantity, ttl, client_id = client, details });
}
