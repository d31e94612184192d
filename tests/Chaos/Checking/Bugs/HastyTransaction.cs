using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RentABot.Contracts;
using RentABot.Persistence.Events;

namespace RentABot.Chaos.Checking.Bugs;

/// <inheritdoc cref="HastyTransactions"/>
internal sealed class HastyTransaction(IDbContextTransaction inner, DbContext db, IBus bus) : IDbContextTransaction
{
    public Guid TransactionId => inner.TransactionId;

    public bool SupportsSavepoints => true;

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        var events = db.Set<EventRow>().Local.OrderBy(row => row.Sequence).ToList();
        foreach (var row in events)
        {
            var type = typeof(LockAcquired).Assembly.GetType($"RentABot.Contracts.{row.Type}", throwOnError: true)!;
            var body = JsonSerializer.Deserialize(row.Body, type, JsonSerializerOptions.Web)!;
            await bus.Publish(body, type, context => context.MessageId = row.EventId, cancellationToken);
        }

        if (HastyTransactions.Failing && events.Count > 0) throw new InvalidOperationException("The commit fails, as the test asks.");
        await inner.CommitAsync(cancellationToken);
    }

    public Task RollbackAsync(CancellationToken cancellationToken = default) => inner.RollbackAsync(cancellationToken);

    public Task CreateSavepointAsync(string name, CancellationToken cancellationToken = default) =>
        inner.CreateSavepointAsync(name, cancellationToken);

    public Task RollbackToSavepointAsync(string name, CancellationToken cancellationToken = default) =>
        inner.RollbackToSavepointAsync(name, cancellationToken);

    public void Commit() => inner.Commit();

    public void Rollback() => inner.Rollback();

    public void Dispose() => inner.Dispose();

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
