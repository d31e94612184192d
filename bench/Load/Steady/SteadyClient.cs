using System.Diagnostics;
using RentABot.Load.Http;
using RentABot.Load.Loops;
using RentABot.Load.Rest;

namespace RentABot.Load.Steady;

/// <summary>Does one call after the other of what a job does, so that calls of all kinds mix.</summary>
internal sealed class SteadyClient : IClient
{
    private readonly JsonConnection _connection;
    private readonly long _resource;
    private readonly string _board;
    private readonly string _client;
    private readonly Func<CancellationToken, Task>[] _script;
    private int _next;
    private Granted? _lock;
    private Reservation? _reservation;

    private SteadyClient(JsonConnection connection, long resource, string board, int start)
    {
        (_connection, _resource, _board, _client) = (connection, resource, board, $"load-{resource}");
        _script = [ReadAsync, LockAsync, ExtendAsync, ListAsync, UnlockAsync, ReserveAsync, ClaimAsync, ReadAsync, UnlockAsync, ReserveAsync, CancelAsync];
        _next = start % 2 == 0 ? 0 : 5;
    }

    /// <summary>Those who lock by id have devices of their own, of a kind that nobody reserves.</summary>
    public static async Task<IReadOnlyList<IClient>> ConnectAsync(Uri server, IReadOnlyList<long> resources, int clients)
    {
        var reserved = Enumerable.Range(0, Devices.Boards / 2).ToList();
        var own = Enumerable.Range(0, resources.Count).Where(device => device % Devices.Boards >= reserved.Count).ToList();
        var connected = new List<IClient>();
        for (var i = 0; i < clients; i++)
        {
            connected.Add(new SteadyClient(
                await JsonConnection.OpenAsync(server), resources[own[i]], Devices.Board(reserved[i % reserved.Count]), i));
        }

        return connected;
    }

    public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
    {
        await _script[_next++ % _script.Length](cancellationToken);
        return Stopwatch.GetTimestamp();
    }

    public void Dispose() => _connection.Dispose();

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var id = _lock?.ResourceId ?? _resource;
        var found = await _connection.GetAsync<Resource>($"resources/{id}", cancellationToken);
        Expect(found.Id == id && found.Locked == _lock is not null, found);
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var page = await _connection.GetAsync<ResourcePage>($"resources?limit=20&tags={_board}", cancellationToken);
        Expect(page.Resources.Length == 20 && page.Resources.All(resource => resource.Tags.Contains(_board)), page.Total);
    }

    private async Task LockAsync(CancellationToken cancellationToken)
    {
        var body = new { Ttl = 600, ClientId = _client };
        _lock = await _connection.PostAsync<Granted>($"resources/{_resource}/lock", body, 200, cancellationToken);
        Expect(_lock.ResourceId == _resource && _lock.Resource.Status == "locked", _lock);
    }

    private async Task ExtendAsync(CancellationToken cancellationToken)
    {
        var body = new { _lock!.LockToken, AdditionalTtl = 60 };
        var extended = await _connection.PostAsync<Extended>($"resources/{_lock.ResourceId}/extend", body, 200, cancellationToken);
        Expect(extended.TotalLockDuration == 660, extended);
    }

    private async Task UnlockAsync(CancellationToken cancellationToken)
    {
        var path = $"resources/{_lock!.ResourceId}/unlock";
        var unlocked = await _connection.PostAsync<Unlocked>(path, new { _lock.LockToken }, 200, cancellationToken);
        Expect(unlocked.Resource.Id == _lock.ResourceId, unlocked);
        _lock = null;
    }

    private async Task ReserveAsync(CancellationToken cancellationToken)
    {
        var wish = new { Tags = _board, Ttl = 600, ClientId = _client };
        _reservation = await _connection.PostAsync<Reservation>("reservations", wish, 201, cancellationToken);
        Expect(_reservation.Status == "fulfilled", _reservation);
    }

    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        var path = $"reservations/{_reservation!.ReservationId}/claim";
        var claimed = await _connection.PostAsync<Reservation>(path, null, 200, cancellationToken);
        Expect(claimed.Status == "claimed", claimed);
        _lock = claimed.Locks!.Single();
    }

    private Task CancelAsync(CancellationToken cancellationToken) =>
        _connection.DeleteAsync($"reservations/{_reservation!.ReservationId}", cancellationToken);

    private static void Expect(bool holds, object answer)
    {
        if (!holds) throw new WrongAnswerException($"The answer is {answer}.");
    }
}
