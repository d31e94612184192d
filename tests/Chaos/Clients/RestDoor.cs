using System.Text.Json;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Clients;

/// <summary>Asks one of the gateways, and the next one after each time that it heard nothing.</summary>
internal sealed class RestDoor(IReadOnlyList<Node> gateways, int first) : IDoor
{
    /// <summary>Longer than a gateway waits for the allocator, beside what the call itself asks it to wait.</summary>
    private static readonly TimeSpan Patience = NodeSettings.AnswerTimeout + TimeSpan.FromSeconds(5);

    private int _turn = first;

    public Transport Transport => Transport.Rest;

    public string? Through => Gateway.Name;

    private Node Gateway => gateways[_turn % gateways.Count];

    public async Task<Heard> AskAsync(Ask ask)
    {
        var (method, path, body) = RestRequests.Of(ask);
        using var patience = new CancellationTokenSource(Patience + TimeSpan.FromSeconds(ask.Wait ?? 0));
        try
        {
            var answer = await Gateway.Client!.SendAsync(method, path, body, ask.Key, patience.Token);
            if (answer.Status == System.Net.HttpStatusCode.ServiceUnavailable) _turn++;
            return answer.Succeeded ? Success(ask, answer) : Refusal(answer);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            _turn++;
            return Heard.Nothing;
        }
    }

    private static Heard Refusal(RestAnswer answer) => new(Outcome.Refused) { Status = (int)answer.Status, Code = answer.Code };

    private static Heard Success(Ask ask, RestAnswer answer)
    {
        var heard = new Heard(Outcome.Done) { Status = (int)answer.Status, Replayed = answer.Replayed };
        return ask.Operation switch
        {
            Operation.Lock when answer.Json.TryGetProperty("locks", out _) => heard with { Locks = Held(answer.As<LocksView>().Locks) },
            Operation.Lock => heard with { Locks = Held([answer.As<LockView>()]) },
            Operation.Reserve or Operation.Claim or Operation.ReadReservation => Reserved(heard, answer.As<ReservationView>()),
            Operation.Extend => heard with { ExtendedTo = answer.Json.GetProperty("expires_at").GetDateTimeOffset() },
            _ => heard,
        };
    }

    private static Heard Reserved(Heard heard, ReservationView reservation) => heard with
    {
        Locks = Held(reservation.Locks ?? []),
        Reservation = new ReservationAnswer
        {
            Id = reservation.ReservationId,
            Status = JsonSerializer.Deserialize<ReservationStatus>($"\"{reservation.Status}\""),
            ResourceIds = reservation.ResourceIds,
            PositionInQueue = reservation.PositionInQueue,
        },
    };

    private static List<HeldLock> Held(LockView[] locks) => [.. locks.Select(granted => new HeldLock(
        new Grant
        {
            ResourceId = granted.ResourceId,
            FencingToken = granted.FencingToken,
            AcquiredAt = granted.AcquiredAt,
            ExpiresAt = granted.ExpiresAt,
        },
        granted.LockToken))];
}
