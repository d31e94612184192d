using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace RentABot.Persistence.Transactions;

/// <summary>Begins the transactions that change state, one at a time across every process on the same database.</summary>
public interface IWriteTransactions
{
    /// <summary>
    /// Begins a transaction on <paramref name="db"/> whose first statement takes the write lock, and waits until the lock is free.
    /// The lock is held until the transaction ends, so what is read inside it is current, and commit order is lock order.
    /// </summary>
    /// <param name="db">A context without an open transaction and without a retrying execution strategy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The open transaction; disposing it without a commit rolls it back. When this throws, none is left open.</returns>
    Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken cancellationToken);
}
