using System.Data.Common;
using System.Net.Sockets;
using RentABot.Persistence.Postgres;

namespace RentABot.Gateway.Problems;

/// <summary>Failures that say that the database is gone, starting, busy, or not migrated yet.</summary>
internal static class DatabaseFailures
{
    private const string UndefinedTable = "42P01";

    public static bool Include(Exception? exception) => exception switch
    {
        null => false,
        DbException { IsTransient: true } => true,
        DbException { SqlState: UndefinedTable } => true,

        // Npgsql's classes: 08 connection, 28 login, 3D no database, 53 resources, 57 operator, 58 system. SQLite has none.
        DbException { SqlState: { Length: 5 } state } => state[..2] is "08" or "28" or "3D" or "53" or "57" or "58",
        DbException => true,
        TimeoutException or SocketException => true,
        _ when BrokenConnection.Caused(exception) => true,
        _ => Include(exception.InnerException),
    };
}
