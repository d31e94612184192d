using System.Net.WebSockets;
using RentABot.Contracts;
using RentABot.Persistence.Queue;

namespace RentABot.Gateway.Live;

/// <summary>What one listener is told of one reservation, from its state at the beginning to its end.</summary>
internal sealed class ReservationTalk(FollowedReservation reservation, FeedReader reader, ListenerSocket socket, ReservationSource source)
{
    private FollowedReservation _reservation = reservation;
    private Task<QueueStanding?>? _place;
    private bool _movedMeanwhile;

    /// <param name="reading">Done when the listener wants no more, or behaves badly.</param>
    /// <param name="mayStill">Whether the caller may still listen, asked at every beat.</param>
    /// <param name="beat">How often that is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SlowListenerException">The listener takes nothing.</exception>
    public async Task<SocketEnding> HoldAsync(
        Task<SocketEnding> reading, Func<Task<bool>> mayStill, PeriodicTimer beat, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (next, tick) = (NextAsync(over.Token), TickAsync(beat, over.Token));
        try
        {
            await socket.SendAsync(_reservation.Tell(), over.Token);
            while (!_reservation.HasEnded)
            {
                await Task.WhenAny(_place is null ? [reading, next, tick] : [reading, next, tick, _place]);
                if (reading.IsCompleted) return await reading;
                if (next.IsCompleted)
                {
                    await HearAsync(await next, over.Token);
                    next = NextAsync(over.Token);
                }

                if (_place is { IsCompleted: true }) await PlaceAsync(over.Token);
                if (!tick.IsCompleted) continue;
                await tick;
                if (!await mayStill()) return SocketEnding.CallerRefused;
                tick = TickAsync(beat, over.Token);
            }

            return new SocketEnding(WebSocketCloseStatus.NormalClosure, _reservation.StatusName);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(next, tick, _place ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<FeedSlice> NextAsync(CancellationToken cancellationToken) =>
        reader.NextAsync(Timeout.InfiniteTimeSpan, cancellationToken).AsTask();

    private static Task<bool> TickAsync(PeriodicTimer beat, CancellationToken cancellationToken) => beat.WaitForNextTickAsync(cancellationToken).AsTask();

    private async Task HearAsync(FeedSlice slice, CancellationToken cancellationToken)
    {
        if (slice.Missing is not null && await source.ReadAsync(cancellationToken) is { } present) await TakeAsync(present, cancellationToken);
        foreach (var change in slice.Events)
        {
            if (change.ReservationId == source.Id && change.Change is ReservationEvent told) await TakeAsync(told.Reservation, cancellationToken);
        }

        // Whatever happened may have moved it.
        if (!_reservation.IsPending) return;
        if (_place is null) _place = source.ReadPlaceAsync(cancellationToken);
        else _movedMeanwhile = true;
    }

    private async Task TakeAsync(ReservationState state, CancellationToken cancellationToken)
    {
        if (state.Revision <= _reservation.Revision) return;
        _reservation = await source.PlacedAsync(state, cancellationToken);
        await socket.SendAsync(_reservation.Tell(), cancellationToken);
    }

    private async Task PlaceAsync(CancellationToken cancellationToken)
    {
        foreach (var change in _reservation.Place(await _place!)) await socket.SendAsync(change, cancellationToken);
        _place = _movedMeanwhile && _reservation.IsPending ? source.ReadPlaceAsync(cancellationToken) : null;
        _movedMeanwhile = false;
    }
}
