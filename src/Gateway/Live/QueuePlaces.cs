using RentABot.Gateway.Clock;
using RentABot.Persistence;
using RentABot.Persistence.Queue;

namespace RentABot.Gateway.Live;

/// <summary>
/// Where the reservations that are followed stand in the queue, read for all of them at once and a few times a second at
/// most: any event may move any of them. Whoever asks is answered from a read that began after the question.
/// </summary>
internal sealed class QueuePlaces(
    IServiceScopeFactory scopes, DatabaseTime clock, [FromKeyedServices(QueueBookKeeper.OfReaders)] QueueBookKeeper books,
    IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly IReadOnlyDictionary<Guid, QueueStanding> None = new Dictionary<Guid, QueueStanding>();

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _followed = [];
    private Task<IReadOnlyDictionary<Guid, QueueStanding>> _running = Task.FromResult(None);
    private Task<IReadOnlyDictionary<Guid, QueueStanding>>? _next;
    private long? _beganAt;

    /// <summary>Has a reservation's place read until what is given is disposed.</summary>
    public IDisposable Follow(Guid id)
    {
        lock (_gate) _followed[id] = _followed.GetValueOrDefault(id) + 1;
        return new Following(() => Leave(id));
    }

    /// <summary>Where a reservation that is followed stands; null when it does not wait.</summary>
    public async Task<QueueStanding?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        Task<IReadOnlyDictionary<Guid, QueueStanding>> round;
        lock (_gate) round = _next ??= RoundAsync(_running);
        return (await round.WaitAsync(cancellationToken)).GetValueOrDefault(id);
    }

    private async Task<IReadOnlyDictionary<Guid, QueueStanding>> RoundAsync(Task running)
    {
        // Never at once, on the gate of who asked: that one has yet to note this as the next.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var left = _beganAt is { } began ? Pause - time.GetElapsedTime(began) : TimeSpan.Zero;
        if (left > TimeSpan.Zero) await Task.Delay(left, time, lifetime.ApplicationStopping);
        List<Guid> ids;
        lock (_gate)
        {
            (_running, _next, _beganAt) = (_next!, null, time.GetTimestamp());
            ids = [.. _followed.Keys];
        }

        await using var scope = scopes.CreateAsyncScope();
        var now = await clock.NowAsync(lifetime.ApplicationStopping);
        return await books.ReadAsync(
            scope.ServiceProvider.GetRequiredService<RentABotDbContext>(), sequence: null, book => book.StandingsOf(ids, now), lifetime.ApplicationStopping);
    }

    private void Leave(Guid id)
    {
        lock (_gate)
        {
            if (--_followed[id] == 0) _followed.Remove(id);
        }
    }

    private sealed class Following(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
