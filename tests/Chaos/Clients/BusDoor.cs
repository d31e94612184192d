using System.Text.Json;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Clients;

/// <summary>Asks by a message, and repeats it with the same message id.</summary>
internal sealed class BusDoor(BusClient bus) : IDoor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public Transport Transport => Transport.Bus;

    public string? Through => null;

    public async Task<Heard> AskAsync(Ask ask)
    {
        var (command, body) = BusRequests.Of(ask);
        try
        {
            var answer = await bus.AskAsync(command, body, new BusEnvelope { MessageId = ask.Key }).WaitAsync(Patience);
            return answer.Type == nameof(CommandRejected) ? Refusal(answer) : Success(ask, answer);
        }
        catch (Exception exception) when (IsOfTheWay(exception))
        {
            return Heard.Nothing;
        }
    }

    private static bool IsOfTheWay(Exception exception) =>
        exception is TimeoutException or OperationCanceledException or IOException or RabbitMQ.Client.Exceptions.RabbitMQClientException;

    private static Heard Refusal(BusAnswer answer) => new(Outcome.Refused)
    {
        Status = answer.Body.GetProperty("status").GetInt32(),
        Code = answer.Code,
    };

    private static Heard Success(Ask ask, BusAnswer answer)
    {
        var heard = new Heard(Outcome.Done) { Status = 200, Replayed = answer.Replayed };
        return ask.Operation switch
        {
            Operation.Lock => heard with { Locks = Held(answer) },
            Operation.Claim => heard with { Locks = Held(answer), Reservation = Reserved(answer) },
            Operation.Reserve => heard with { Reservation = Reserved(answer) },
            Operation.Extend => heard with { ExtendedTo = answer.Body.GetProperty("expiresAt").GetDateTimeOffset() },
            _ => heard,
        };
    }

    private static ReservationAnswer Reserved(BusAnswer answer)
    {
        var state = answer.Body.GetProperty("reservation").Deserialize<ReservationState>(JsonSerializerOptions.Web)!;
        return new ReservationAnswer
        {
            Id = state.ReservationId,
            Status = state.Status,
            ResourceIds = state.ResourceIds,
            PositionInQueue = answer.Body.TryGetProperty("positionInQueue", out var position) && position.ValueKind == JsonValueKind.Number
                ? position.GetInt32()
                : null,
        };
    }

    private static List<HeldLock> Held(BusAnswer answer) => [.. answer.Body.GetProperty("locks")
        .Deserialize<List<LockGranted>>(JsonSerializerOptions.Web)!
        .Select(granted => new HeldLock(
            new Grant
            {
                ResourceId = granted.ResourceId,
                FencingToken = granted.FencingToken,
                AcquiredAt = granted.AcquiredAt,
                ExpiresAt = granted.ExpiresAt,
            },
            granted.LockToken))];
}
