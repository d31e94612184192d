using System.Diagnostics;
using RentABot.Load.Http;
using RentABot.Load.Loops;
using RentABot.Load.Rest;

namespace RentABot.Load.Reservations;

/// <summary>Reserves a board of which there are enough, claims it and unlocks it. The latency is that of all three.</summary>
internal sealed class ReservationClient(JsonConnection connection, string board) : IClient
{
    private readonly object _wish = new { Tags = board, Ttl = 600, ClientId = $"load-{board}" };

    public static async Task<IReadOnlyList<IClient>> ConnectAsync(Uri server, IReadOnlyList<long> resources, int clients)
    {
        var connected = new List<IClient>();
        for (var i = 0; i < clients; i++) connected.Add(new ReservationClient(await JsonConnection.OpenAsync(server), Devices.Board(i)));
        return connected;
    }

    public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
    {
        var reserved = await connection.PostAsync<Reservation>("reservations", _wish, 201, cancellationToken);
        var id = reserved.ReservationId;
        Expect(reserved.Status == "fulfilled" && reserved.ResourceIds.Length == 1, $"Reservation {id} is {reserved.Status}.");

        var claimed = await connection.PostAsync<Reservation>($"reservations/{id}/claim", null, 200, cancellationToken);
        var granted = claimed.Locks!.Single();
        Expect(claimed.Status == "claimed" && claimed.ReservationId == id, $"Reservation {id} is {claimed.Status} after the claim.");
        Expect(
            granted.ResourceId == reserved.ResourceIds[0] && granted.Resource.Status == "locked" && granted.Resource.Tags.Contains(board),
            $"Reservation {id} got {granted}.");

        var path = $"resources/{granted.ResourceId}/unlock";
        var unlocked = await connection.PostAsync<Unlocked>(path, new { granted.LockToken }, 200, cancellationToken);
        // Somebody else may have been granted it meanwhile.
        Expect(unlocked.Resource.Id == granted.ResourceId, $"Resource {unlocked.Resource.Id} was unlocked in place of {granted.ResourceId}.");
        return Stopwatch.GetTimestamp();
    }

    public void Dispose() => connection.Dispose();

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds) throw new WrongAnswerException(otherwise);
    }
}
