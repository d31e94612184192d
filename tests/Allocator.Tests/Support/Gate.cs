using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Tests.Support;

/// <summary>Holds the write loop back in a command of its own, so that what a test submits meanwhile makes one batch.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Register(IServiceCollection services) => services.Replace<WarnLockExpiring>(async (_, _, cancellationToken) =>
    {
        _reached.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
        return Answers.Nothing;
    });

    public async Task CloseAsync(AllocatorHost host)
    {
        _ = host.DecideAsync(new WarnLockExpiring { LockIds = [] });
        await _reached.Task;
    }

    public void Open() => _open.TrySetResult();
}
