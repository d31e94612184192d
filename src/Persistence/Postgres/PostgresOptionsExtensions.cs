using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RentABot.Persistence.Postgres;

internal static class PostgresOptionsExtensions
{
    /// <summary>They are thrown as well, and whoever tries again says so once instead of at every attempt.</summary>
    private static readonly (EventId, LogLevel)[] FailuresOfTheServer =
    [
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
    ];

    public static DbContextOptionsBuilder<TContext> UseRentABotPostgres<TContext>(
        this DbContextOptionsBuilder<TContext> builder, string connectionString)
        where TContext : DbContext
    {
        ((DbContextOptionsBuilder)builder).UseRentABotPostgres(connectionString);
        return builder;
    }

    public static DbContextOptionsBuilder UseRentABotPostgres(this DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(connectionString).UseSnakeCaseNamingConvention().ConfigureWarnings(log => log.Log(FailuresOfTheServer));
}
