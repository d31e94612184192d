using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Sqlite;

internal sealed class SqliteWriteTransactions : IWriteTransactions
{
    // A serializable transaction of Microsoft.Data.Sqlite starts with BEGIN IMMEDIATE, which takes the database's one write lock.
    public Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken cancellationToken) =>
        db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
}
