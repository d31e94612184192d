using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RentABot.Persistence.Transactions;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>Publishes the events of a transaction before its commit, which then fails when a test says so.</summary>
internal sealed class HastyTransactions(IWriteTransactions transactions, IBus bus) : IWriteTransactions
{
    /// <summary>The commits of transactions with events fail.</summary>
    public static bool Failing { get; set; }

    public async Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken cancellationToken) =>
        new HastyTransaction(await transactions.BeginAsync(db, cancellationToken), db, bus);
}
