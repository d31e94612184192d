using RentABot.Chaos.History;
using RentABot.Chaos.Simulator;

namespace RentABot.Chaos.Clients;

/// <summary>What a client does with the locks that it has got, from the grant to their end.</summary>
internal sealed class Holder(Caller caller, Random random, ResourceSimulator simulator)
{
    /// <summary>A careful holder stops so long before its lock ends: reading clocks takes time, too.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(200);

    public async Task WorkAsync(IReadOnlyList<HeldLock> locks)
    {
        if (locks.Count == 0) return;
        Use(locks);
        for (var steps = random.Next(0, 5); steps > 0; steps--)
        {
            await PauseAsync(30, 300);
            Use(locks);
            if (random.Next(4) == 0) await ExtendAsync(locks[random.Next(locks.Count)]);
        }

        await EndAsync(locks);
    }

    /// <summary>Only as long as it may believe that the lock is its own.</summary>
    private void Use(IReadOnlyList<HeldLock> locks)
    {
        foreach (var held in locks.Where(held => caller.Clock.Now < held.ExpiresAt - Margin)) simulator.Use(held.Reference, caller.Name);
    }

    private async Task ExtendAsync(HeldLock held)
    {
        var ask = caller.New(Operation.Extend) with { Locks = [held] };
        ask = random.Next(2) == 0 ? ask with { AdditionalTtl = random.Next(1, 4) } : ask with { Ttl = random.Next(1, 6) };
        if ((await caller.AskAsync(ask)).ExtendedTo is { } until) held.ExpiresAt = until;
    }

    private async Task EndAsync(IReadOnlyList<HeldLock> locks)
    {
        switch (random.Next(100))
        {
            case < 55:
                foreach (var held in locks) await caller.AskAsync(caller.New(Operation.Unlock) with { Locks = [held] });
                break;
            case < 75:
                await caller.AskAsync(caller.New(Operation.UnlockBatch) with { Locks = locks });
                break;
            case < 90:
                await SleepThroughExpiryAsync(locks);
                break;
            default:
                // Forgotten: it ends by itself.
                break;
        }
    }

    /// <summary>As a process that was stopped: it comes back after its locks have ended, and does not know it yet.</summary>
    private async Task SleepThroughExpiryAsync(IReadOnlyList<HeldLock> locks)
    {
        var sleep = locks.Max(held => held.ExpiresAt) - caller.Clock.Now + TimeSpan.FromMilliseconds(random.Next(50, 1500));
        if (sleep > TimeSpan.Zero) await Task.Delay(sleep, TimeProvider.System);
        foreach (var held in locks) simulator.Use(held.Reference, caller.Name);
        await caller.AskAsync(caller.New(Operation.Unlock) with { Locks = [locks[0]] });
    }

    private Task PauseAsync(int least, int most) => Task.Delay(random.Next(least, most), CancellationToken.None);
}
