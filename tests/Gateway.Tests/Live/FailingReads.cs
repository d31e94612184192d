using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RentABot.Gateway.Tests.Live;

/// <summary>A database that does not answer who reads, while a test says so.</summary>
internal sealed class FailingReads : DbCommandInterceptor
{
    private int _refused;

    /// <summary>Which reads are not answered.</summary>
    public Func<DbCommand, bool> Fails { get; set; } = Never;

    /// <summary>How many were not.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public static bool Never(DbCommand command) => false;

    /// <summary>All but those of who writes, which in these tests is nobody but the test.</summary>
    public static bool Outside(DbCommand command) => command.Transaction is null;

    public static Func<DbCommand, bool> Of(string table) =>
        command => command.CommandText.Contains($"FROM \"{table}\"", StringComparison.Ordinal);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (!Fails(command)) return new(result);
        Interlocked.Increment(ref _refused);
        throw new SqliteException("gone", 14);
    }
}
