using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Postgres;

internal sealed class PostgresWriteTransactions : IWriteTransactions
{
    /// <summary>An advisory lock's key, beside those of the leases; it must not change.</summary>
    internal const long WriteLock = 0x52_41_42_00;

    /// <summary>
    /// A holder that hangs or was cut off must not keep the write lock from the others for good. What is looked up by key
    /// is in memory, as is nearly all of the rest: with the default, made for turning disks, a table that was empty when
    /// its first look-up was planned is read as a whole until the server has counted its rows. Both until the transaction ends.
    /// </summary>
    private static readonly string Begin = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT set_config('idle_in_transaction_session_timeout', '15s', true),
            set_config('random_page_cost', '1.1', true),
            pg_advisory_xact_lock({WriteLock}),
            clock_timestamp()
        """);

    private const int ClockColumn = 3;

    private static readonly ConditionalWeakTable<IDbContextTransaction, object> Clocks = [];

    /// <summary>The database's clock once the transaction had the write lock; null for one that was begun elsewhere, and for none.</summary>
    public static DateTimeOffset? ClockAtBegin(IDbContextTransaction? transaction) =>
        transaction is not null && Clocks.TryGetValue(transaction, out var clock) ? (DateTimeOffset)clock : null;

    public async Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken cancellationToken)
    {
        // Read committed: each statement after the lock sees everything that earlier holders of the lock have committed.
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            Clocks.Add(transaction, await db.Database.ReadValueAsync<DateTimeOffset>(Begin, ClockColumn, cancellationToken));
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
