using RentABot.Chaos.History;
using RentABot.Chaos.Simulator;
using RentABot.Contracts;

namespace RentABot.Chaos.Clients;

/// <summary>
/// Locks or reserves, works with what it has got, and gives it back, or forgets to. A client does one thing at a time.
/// </summary>
internal sealed class Client(Caller caller, Random random, Wishes wishes, ResourceSimulator simulator)
{
    private readonly Holder _holder = new(caller, random, simulator);

    public string Name => caller.Name;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await PauseAsync(20, 200);
            await (random.Next(100) < 60 ? LockAsync() : ReserveAsync(stop));
        }
    }

    private async Task LockAsync()
    {
        var heard = await caller.AskAsync(caller.New(Operation.Lock) with
        {
            Selection = wishes.ForLock(),
            Ttl = random.Next(1, 6),
            Wait = caller.Transport == Transport.Rest && random.Next(4) == 0 ? random.Next(1, 8) : null,
        });
        await _holder.WorkAsync(heard.Locks);
    }

    private async Task ReserveAsync(CancellationToken stop)
    {
        var reserved = await caller.AskAsync(caller.New(Operation.Reserve) with
        {
            Selection = wishes.ForReservation(),
            Ttl = random.Next(1, 6),
            Priority = random.Next(1, 11),
            MaxWaitTime = random.Next(2, 20),
            ClaimWindow = random.Next(1, 6),
        });
        if (reserved.Reservation?.Id is not { } id) return;
        switch (random.Next(100))
        {
            case < 12:
                await PauseAsync(0, 1500);
                await caller.AskAsync(caller.New(Operation.Cancel) with { ReservationId = id }, repeatable: true);
                break;
            case < 20:
                // Its wait or its claim window ends by itself.
                break;
            default:
                await _holder.WorkAsync(await ClaimAsync(id, stop));
                break;
        }
    }

    private async Task<IReadOnlyList<HeldLock>> ClaimAsync(Guid id, CancellationToken stop)
    {
        for (var tries = 0; tries < 20 && !stop.IsCancellationRequested; tries++)
        {
            if (caller.Transport == Transport.Rest && random.Next(3) == 0 && !await IsWorthAClaimAsync(id)) return [];

            // A repeat gives the same locks, so nobody needs a key for that.
            var claim = caller.New(Operation.Claim) with
            {
                ReservationId = id,
                Wait = caller.Transport == Transport.Rest ? random.Next(1, 5) : null,
            };
            var claimed = await caller.AskAsync(claim, repeatable: true);
            if (claimed.Code != "not_fulfilled") return claimed.Locks;
            await PauseAsync(300, 600);
        }

        return [];
    }

    private async Task<bool> IsWorthAClaimAsync(Guid id)
    {
        var read = await caller.AskAsync(caller.New(Operation.ReadReservation) with { Key = null, ReservationId = id });
        return read.Reservation is not { Status: not (ReservationStatus.Pending or ReservationStatus.Fulfilled) };
    }

    private Task PauseAsync(int least, int most) => Task.Delay(random.Next(least, most), CancellationToken.None);
}
