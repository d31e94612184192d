using System.Data.Common;
using System.Net.Sockets;
using RentABot.Persistence.Postgres;

namespace RentABot.Allocator.Writing;

/// <summary>Failures that pass by themselves: the database is gone, starting, or busy.</summary>
internal static class TransientFailures
{
    public static bool Include(Exception? exception) => exception switch
    {
        null => false,
        TimeoutException or SocketException or IOException => true,
        _ when BrokenConnection.Caused(exception) => true,

        // Npgsql: class 08 connection, 53 resources, 57P0x shutdown and restart, 40 conflict; SQLite knows no states.
        DbException { IsTransient: true } => true,
        DbException { SqlState: { Length: 5 } state } => state[..2] is "08" or "53" or "40" || state.StartsWith("57P", StringComparison.Ordinal),
        _ => Include(exception.InnerException),
    };
}
