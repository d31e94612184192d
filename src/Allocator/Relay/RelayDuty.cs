namespace RentABot.Allocator.Relay;

/// <summary>
/// Whether this process is the one that relays events, and so the one that tells how all stands, which of several
/// allocators only one may. It is so from when it took the relay's lease until another one has it.
/// </summary>
internal sealed class RelayDuty
{
    private volatile TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOurs => _taken.Task.IsCompleted;

    /// <summary>Returns at once while it is so.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _taken.Task.WaitAsync(cancellationToken);

    /// <summary>What an attempt to take the lease told.</summary>
    public void Set(bool isOurs)
    {
        if (isOurs) _taken.TrySetResult();
        else if (IsOurs) _taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
