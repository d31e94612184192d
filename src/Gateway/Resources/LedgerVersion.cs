using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;

namespace RentABot.Gateway.Resources;

/// <summary>
/// The ledger's version, read once for all who ask at the same time. Whoever asks is answered from a read that began
/// after the question, so nobody is told an older version than there was.
/// </summary>
internal sealed class LedgerVersion(IServiceScopeFactory scopes)
{
    private readonly Lock _gate = new();
    private Task<long> _running = Task.FromResult(0L);
    private Task<long>? _next;

    public Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return (_running.IsCompleted ? _running = QueryAsync() : _next ??= QueryAfterAsync(_running)).WaitAsync(cancellationToken);
        }
    }

    private async Task<long> QueryAfterAsync(Task<long> running)
    {
        // Never at once, on the gate of who asked: that one has yet to note this as the next.
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<long> query;
        lock (_gate)
        {
            _running = query = QueryAsync();
            _next = null;
        }

        return await query;
    }

    private async Task<long> QueryAsync()
    {
        // Off the gate.
        await Task.Yield();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RentABotDbContext>()
            .LedgerHeads.AsNoTracking().Select(head => head.Version).SingleAsync();
    }
}
