using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RentABot.Persistence.Transactions;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>Begins transactions without taking the write lock.</summary>
internal sealed class UnguardedTransactions : IWriteTransactions
{
    public Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken cancellationToken) =>
        db.Database.BeginTransactionAsync(cancellationToken);
}
