using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace RentABot.Persistence.Sagas;

/// <summary>
/// One message's view of the saga instances, inside a write transaction. Changes go to the change tracker; the factory saves them
/// when the message has been handled. Only a pre-insert is saved at once, so that behaviours may refer to the row.
/// </summary>
internal sealed class SagaWriteContext<TDbContext, TSaga, TMessage>(
    TDbContext db,
    ConsumeContext<TMessage> context,
    ISagaConsumeContextFactory<TDbContext, TSaga> consumeContexts)
    : ConsumeContextScope<TMessage>(context), SagaRepositoryContext<TSaga, TMessage>
    where TDbContext : DbContext
    where TSaga : class, ISaga
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> _context = context;

    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) =>
        CreateSagaConsumeContext(_context, instance, SagaConsumeContextMode.Add);

    /// <summary>Looks before it inserts: under the write lock nobody else can insert in between.</summary>
    public async Task<SagaConsumeContext<TSaga, TMessage>?> Insert(TSaga instance)
    {
        if (await db.FindForUpdateAsync<TSaga>(instance.CorrelationId, CancellationToken) is not null)
            return null;

        db.Add(instance);
        await db.SaveChangesAsync(CancellationToken);
        return await CreateSagaConsumeContext(_context, instance, SagaConsumeContextMode.Insert);
    }

    public async Task<SagaConsumeContext<TSaga, TMessage>?> Load(Guid correlationId) =>
        await db.FindForUpdateAsync<TSaga>(correlationId, CancellationToken) is { } instance
            ? await CreateSagaConsumeContext(_context, instance, SagaConsumeContextMode.Load)
            : null;

    public Task Save(SagaConsumeContext<TSaga> context)
    {
        db.Add(context.Saga);
        return Task.CompletedTask;
    }

    public Task Update(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        db.Remove(context.Saga);
        return Task.CompletedTask;
    }

    public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<TSaga> context)
    {
        var entry = db.Entry(context.Saga);
        entry.CurrentValues.SetValues(entry.OriginalValues);
        return Task.CompletedTask;
    }

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where T : class =>
        consumeContexts.CreateSagaConsumeContext(db, consumeContext, instance, mode);
}
