using RentABot.Cli.Api;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Running;

/// <summary>The locks of a run: kept alive while it runs, freed at its end.</summary>
internal sealed class LockSet : IDisposable
{
    private readonly ApiClient _api;
    private readonly Grant _grant;
    private readonly WaitLine _line;
    private readonly List<Heartbeat> _heartbeats;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watch;
    private readonly List<Task<LostLock>> _keeping;

    public LockSet(ApiClient api, Grant grant, TimeSpan ttl, WaitLine line)
    {
        (_api, _grant, _line) = (api, grant, line);
        _heartbeats = [.. grant.Locks.Select(held => new Heartbeat(api, held, ttl, line))];
        _keeping = [.. _heartbeats.Select(heartbeat => heartbeat.KeepAsync(_stop.Token))];
        _watch = LockWatch.WatchAsync(api, _heartbeats, grant.ReservationId, _stop.Token);
        Lost = FirstLostAsync();
    }

    /// <summary>The first that is lost; it never ends if none is.</summary>
    public Task<LostLock> Lost { get; }

    /// <summary>Ends all of them, whatever became of the command.</summary>
    /// <param name="patience">For how long to try; they end by themselves after that.</param>
    /// <param name="cancellationToken">Leaves it to their own end.</param>
    /// <returns>One that had been lost before, though nobody knew.</returns>
    public async Task<LostLock?> FreeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll([.. _keeping, _watch]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            return await FreeAllAsync(patience, cancellationToken);
        }
        catch (Exception exception) when (exception is CliException or OperationCanceledException)
        {
            var reason = exception is CliException ? $": {exception.Message}" : "";
            var left = _heartbeats.Max(heartbeat => heartbeat.End.Left);
            if (left > TimeSpan.Zero) _line.Warn("not_freed", $"{_grant.Names} could not be freed and will be free by itself within {Durations.Write(left)}{reason}");
            return null;
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _heartbeats.ForEach(heartbeat => heartbeat.Dispose());
    }

    private async Task<LostLock?> FreeAllAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        LostLock? lost = null;
        var index = 0;
        foreach (var call in Locks.Unlock(_grant.Tokens))
        {
            var answer = await _api.SendAsync(call, patience, cancellationToken);
            foreach (var result in answer.Read(ApiJson.Default.UnlockResults).Results)
            {
                // Later than its end it is no news that it has ended.
                var heartbeat = _heartbeats[index++];
                var tooEarly = heartbeat.End.IsAhead(answer.AskedAt);
                if (result.Result is UnlockResult.LockLost or UnlockResult.UnknownToken && tooEarly)
                {
                    lost ??= new LostLock(heartbeat.Lock, "it was ended before the command was");
                }
            }
        }

        return lost;
    }

    private async Task<LostLock> FirstLostAsync() => await await Task.WhenAny(_keeping);
}
