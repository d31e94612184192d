using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>A client over REST whose calls are recorded.</summary>
internal sealed class TrialClient(string name, RestClient rest, HistoryRecorder recorder)
{
    private int _requests;

    public async Task<LockView?> LockAsync(ResourceView resource, int ttl = 60)
    {
        var request = NextRequest();
        var (call, answer) = await AskAsync(
            Operation.Lock, request, HttpMethod.Post, $"resources/{resource.Id}/lock", new { client_id = request, ttl });
        var granted = answer.Succeeded ? answer.As<LockView>() : null;
        recorder.Add(call with
        {
            Ttl = ttl,
            Selection = new Selection { ResourceId = resource.Id },
            Grants = granted is null ? [] : [GrantOf(granted)],
        });
        return granted;
    }

    public async Task UnlockAsync(LockView granted)
    {
        var (call, _) = await AskAsync(
            Operation.Unlock,
            NextRequest(),
            HttpMethod.Post,
            $"resources/{granted.ResourceId}/unlock",
            new { lock_token = granted.LockToken });
        recorder.Add(call with { Locks = [GrantOf(granted).Lock] });
    }

    public async Task<ReservationView> ReserveAsync(string tag, int priority = 5)
    {
        var request = NextRequest();
        var (call, answer) = await AskAsync(
            Operation.Reserve, request, HttpMethod.Post, "reservations", new { tags = tag, client_id = request, priority, ttl = 60 });
        var reservation = answer.As<ReservationView>();
        recorder.Add(call with { Selection = new Selection { Tags = [tag] }, Priority = priority, Reservation = AnswerOf(reservation) });
        return reservation;
    }

    public async Task<LockView> ClaimAsync(ReservationView reservation)
    {
        var (call, answer) = await AskAsync(
            Operation.Claim, reservation.ClientId, HttpMethod.Post, $"reservations/{reservation.ReservationId}/claim?wait=20", null);
        var claimed = answer.As<ReservationView>();
        recorder.Add(call with
        {
            ReservationId = reservation.ReservationId,
            Reservation = AnswerOf(claimed),
            Grants = [.. claimed.Locks!.Select(GrantOf)],
        });
        return claimed.Locks![0];
    }

    private async Task<(Call Call, RestAnswer Answer)> AskAsync(
        Operation operation, string request, HttpMethod method, string path, object? body)
    {
        var begin = recorder.Clock.Now;
        var answer = await rest.SendAsync(method, path, body);
        var call = new Call
        {
            Number = recorder.NextCall(),
            Client = name,
            Transport = Transport.Rest,
            Operation = operation,
            Request = request,
            Through = "Gateway",
            Begin = begin,
            End = recorder.Clock.Now,
            Outcome = answer.Succeeded ? Outcome.Done : Outcome.Refused,
            Status = (int)answer.Status,
            Code = answer.Code,
        };
        return (call, answer);
    }

    private string NextRequest() => $"{name}-{Interlocked.Increment(ref _requests)}";

    private static Grant GrantOf(LockView granted) => new()
    {
        ResourceId = granted.ResourceId,
        FencingToken = granted.FencingToken,
        AcquiredAt = granted.AcquiredAt,
        ExpiresAt = granted.ExpiresAt,
    };

    private static ReservationAnswer AnswerOf(ReservationView reservation) => new()
    {
        Id = reservation.ReservationId,
        Status = Enum.Parse<ReservationStatus>(reservation.Status, ignoreCase: true),
        ResourceIds = reservation.ResourceIds,
        PositionInQueue = reservation.PositionInQueue,
    };
}
