using System.Diagnostics;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>Asks until it is answered, where it can, and writes down every call with what it heard.</summary>
internal sealed class Caller(string name, IDoor door, HistoryRecorder history, bool withKeys)
{
    /// <summary>Longer than any fault lasts.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private int _asked;

    public string Name => name;

    public Transport Transport => door.Transport;

    public RunClock Clock => history.Clock;

    /// <summary>A thing that is wanted once; with a key if this client sends them.</summary>
    public Ask New(Operation operation)
    {
        var request = $"{name}-{++_asked}";

        // Over the bus the key is the message id, which has to be a UUID.
        var key = !withKeys ? null : door.Transport == Transport.Rest ? $"key-{request}" : $"{Guid.NewGuid()}";
        return new Ask(operation, request) { Key = key };
    }

    /// <summary>Without a key it is asked once, unless it may be repeated freely.</summary>
    public async Task<Heard> AskAsync(Ask ask, bool repeatable = false)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var heard = await OnceAsync(ask);
            var again = heard.IsOpen && (ask.Key is not null || repeatable);
            if (!again || Stopwatch.GetElapsedTime(began) > Patience) return heard;
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task<Heard> OnceAsync(Ask ask)
    {
        var (number, through, begin) = (history.NextCall(), door.Through, Clock.Now);
        var heard = await door.AskAsync(ask);
        history.Add(new Call
        {
            Number = number,
            Client = name,
            Transport = door.Transport,
            Operation = ask.Operation,
            Request = ask.Request,
            Key = ask.Key,
            Through = through,
            Begin = begin,
            End = Clock.Now,
            Outcome = heard.Outcome,
            Status = heard.Status,
            Code = heard.Code,
            Replayed = heard.Replayed,
            Selection = ask.Selection,
            Ttl = ask.Ttl,
            Priority = ask.Priority,
            Wait = ask.Operation == Operation.Lock ? ask.Wait : null,
            Locks = [.. ask.Locks.Select(held => held.Reference)],
            ResourceId = ask.ResourceId,
            ReservationId = ask.ReservationId,
            Grants = [.. heard.Locks.Select(held => held.Grant)],
            Reservation = heard.Reservation,
            ExtendedTo = heard.ExtendedTo,
        });
        return heard;
    }
}
