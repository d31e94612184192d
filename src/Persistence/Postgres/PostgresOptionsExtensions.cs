using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

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

    /// <summary>
    /// Statements that come again are planned once for a connection, which halves what they cost the server. There are
    /// some fifty of them. A connection string that says otherwise is obeyed: some poolers cannot do it.
    /// </summary>
    private const string AutoPrepare = "Max Auto Prepare";
    private const int MostPrepared = 100;

    public static DbContextOptionsBuilder<TContext> UseRentABotPostgres<TContext>(
        this DbContextOptionsBuilder<TContext> builder, string connectionString)
        where TContext : DbContext
    {
        ((DbContextOptionsBuilder)builder).UseRentABotPostgres(connectionString);
        return builder;
    }

    public static DbContextOptionsBuilder UseRentABotPostgres(this DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(Preparing(connectionString)).UseSnakeCaseNamingConvention().ConfigureWarnings(log => log.Log(FailuresOfTheServer));

    private static string Preparing(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize(AutoPrepare)) settings.MaxAutoPrepare = MostPrepared;
        return settings.ConnectionString;
    }
}
