using MassTransit;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Sagas;

internal sealed class SagaContextFactory<TDbContext, TSaga>(
    TDbContext db,
    IWriteTransactions transactions,
    SagaSaving<TSaga> saving,
    ISagaConsumeContextFactory<TDbContext, TSaga> consumeContexts)
    : ISagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>, IQuerySagaRepositoryContextFactory<TSaga>
    where TDbContext : DbContext
    where TSaga : class, ISaga
{
    public void Probe(ProbeContext context) => context.Add("persistence", "entityFramework");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class =>
        SaveInTransaction(() => next.Send(Writing(context)), context.CancellationToken);

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class =>
        SaveInTransaction(
            async () =>
            {
                var ids = await db.FindIdsAsync(query, context.CancellationToken);
                await next.Send(new DefaultSagaRepositoryQueryContext<TSaga, T>(Writing(context), ids));
            },
            context.CancellationToken);

    public Task<T> Execute<T>(Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class =>
        asyncMethod(new SagaReadContext<TSaga>(db, cancellationToken));

    public Task<T> Execute<T>(Func<QuerySagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class =>
        asyncMethod(new SagaReadContext<TSaga>(db, cancellationToken));

    private SagaWriteContext<TDbContext, TSaga, T> Writing<T>(ConsumeContext<T> context)
        where T : class =>
        new(db, context, consumeContexts);

    private Task SaveInTransaction(Func<Task> handle, CancellationToken cancellationToken) =>
        db.Database.CurrentTransaction is null
            ? SaveInOwnTransaction(handle, cancellationToken)
            : SaveInOpenTransaction(handle, cancellationToken);

    private async Task SaveInOpenTransaction(Func<Task> handle, CancellationToken cancellationToken)
    {
        await handle();
        if (!saving.OwnerSaves) await db.SaveChangesAsync(cancellationToken);
    }

    private async Task SaveInOwnTransaction(Func<Task> handle, CancellationToken cancellationToken)
    {
        if (db.ChangeTracker.HasChanges())
            throw new InvalidOperationException("The context has unsaved changes; save them, or begin the transaction before making them.");

        // What was read before the write lock was taken may be out of date by now.
        db.ChangeTracker.Clear();
        await using var transaction = await transactions.BeginAsync(db, cancellationToken);
        try
        {
            await handle();
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            // A retry in the same scope must not meet what is about to be rolled back.
            db.ChangeTracker.Clear();
            throw;
        }
    }
}
