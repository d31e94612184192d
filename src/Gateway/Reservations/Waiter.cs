namespace RentABot.Gateway.Reservations;

/// <summary>One request that waits for a reservation to change. Re-armed before each look, so that no wake-up is lost.</summary>
internal sealed class Waiter(Guid reservationId, Action<Waiter> leave) : IDisposable
{
    private volatile TaskCompletionSource _signal = NewSignal();

    public Guid ReservationId => reservationId;

    /// <summary>The revision that was looked at last; the sweep wakes when the row has another.</summary>
    public int? SeenRevision { get; set; }

    public void Rearm() => _signal = NewSignal();

    public void Wake() => _signal.TrySetResult();

    /// <summary>True when woken, false when the time is up first.</summary>
    public async Task<bool> WokenAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await _signal.Task.WaitAsync(timeout, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose() => leave(this);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
