using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Sagas;

public static class SagaRepositoryRegistrationExtensions
{
    /// <summary>
    /// Keeps the instances of <typeparamref name="TSaga"/> in <typeparamref name="TDbContext"/>, which maps them to one table with
    /// <see cref="ISaga.CorrelationId"/> as the primary key. The context and an <see cref="IWriteTransactions"/> come from the
    /// message's scope and are registered by the caller.
    /// </summary>
    /// <remarks>
    /// When the context has a transaction open, which must come from <see cref="IWriteTransactions"/>, the repository joins it: it
    /// saves, unless the owner does, and leaves commit and rollback to the owner. An owner that rolls back, be it to a
    /// savepoint, must clear the change tracker as well. Otherwise the repository begins a transaction of its own, and
    /// refuses a context with unsaved changes.
    /// </remarks>
    /// <param name="saga">The machine's registration.</param>
    /// <param name="ownerSaves">
    /// Whether the owner of an open transaction also saves, all events' changes together, which must be before it asks the
    /// database for what they may have changed. Not for machines with read-only events: what undoes one would undo the
    /// unsaved changes before it.
    /// </param>
    public static ISagaRegistrationConfigurator<TSaga> EntityFrameworkRepository<TSaga, TDbContext>(
        this ISagaRegistrationConfigurator<TSaga> saga, bool ownerSaves = false)
        where TSaga : class, ISaga
        where TDbContext : DbContext =>
        saga.Repository(services =>
        {
            services.AddSingleton(new SagaSaving<TSaga>(ownerSaves));
            services.RegisterSagaRepository<
                TSaga, TDbContext, SagaConsumeContextFactory<TDbContext, TSaga>, SagaContextFactory<TDbContext, TSaga>>();
            services.RegisterLoadSagaRepository<TSaga, SagaContextFactory<TDbContext, TSaga>>();
            services.RegisterQuerySagaRepository<TSaga, SagaContextFactory<TDbContext, TSaga>>();
        });
}
