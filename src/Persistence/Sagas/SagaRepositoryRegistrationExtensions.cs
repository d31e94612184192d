using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
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
    /// saves, and leaves commit and rollback to the owner. An owner that rolls back, be it to a savepoint, must clear the change
    /// tracker as well. Otherwise the repository begins a transaction of its own, and refuses a context with unsaved changes.
    /// </remarks>
    public static ISagaRegistrationConfigurator<TSaga> EntityFrameworkRepository<TSaga, TDbContext>(
        this ISagaRegistrationConfigurator<TSaga> saga)
        where TSaga : class, ISaga
        where TDbContext : DbContext =>
        saga.Repository(services =>
        {
            services.RegisterSagaRepository<
                TSaga, TDbContext, SagaConsumeContextFactory<TDbContext, TSaga>, SagaContextFactory<TDbContext, TSaga>>();
            services.RegisterLoadSagaRepository<TSaga, SagaContextFactory<TDbContext, TSaga>>();
            services.RegisterQuerySagaRepository<TSaga, SagaContextFactory<TDbContext, TSaga>>();
        });
}
