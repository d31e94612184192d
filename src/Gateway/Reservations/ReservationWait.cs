using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Requests;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Reservations;

/// <summary>Waits until a reservation stands where a request wants it: events wake it, the sweep heals.</summary>
internal sealed class ReservationWait(
    Waiters waiters, IServiceScopeFactory scopes, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>The longest wait that may be asked for.</summary>
    public const int MaxSeconds = 60;

    /// <summary>The process stops, and with it every wait.</summary>
    public bool Stopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Reads the <c>wait</c> of a long poll; null when there is none.</summary>
    public static TimeSpan? ReadSeconds(string? wait)
    {
        var values = new QueryValues();
        var seconds = values.Number("wait", wait, 0, MaxSeconds);
        values.ThrowIfInvalid();
        return seconds is { } given and > 0 ? TimeSpan.FromSeconds(given) : null;
    }

    public WaitDeadline DeadlineIn(TimeSpan patience) => new(time, time.GetTimestamp(), patience);

    /// <summary>
    /// The reservation as soon as its status is as wanted, or as it is when the time is up or the process stops; null
    /// when there is none.
    /// </summary>
    public async Task<Reservation?> UntilAsync(
        Guid id, Func<ReservationStatus, bool> wanted, WaitDeadline deadline, CancellationToken aborted)
    {
        var reservation = await ReadAsync(id, aborted);
        if (IsOver(reservation) || deadline.Left <= TimeSpan.Zero) return reservation;

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        using var waiter = waiters.Register(id);
        while (true)
        {
            waiter.Rearm();
            reservation = await ReadAsync(id, aborted);
            if (IsOver(reservation)) return reservation;
            waiter.SeenRevision = reservation!.Revision;
            try
            {
                if (!await waiter.WokenAsync(deadline.Left, time, stop.Token)) return reservation;
            }
            catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
            {
                return reservation;
            }
        }

        bool IsOver(Reservation? row) => row is null || wanted(Enum.Parse<ReservationStatus>(row.Status));
    }

    private async Task<Reservation?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        return await db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == id, cancellationToken);
    }
}
