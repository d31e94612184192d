using Microsoft.EntityFrameworkCore;

namespace RentABot.Persistence.Postgres;

internal static class PostgresOptionsExtensions
{
    public static DbContextOptionsBuilder<TContext> UseRentABotPostgres<TContext>(
        this DbContextOptionsBuilder<TContext> builder, string connectionString)
        where TContext : DbContext
    {
        ((DbContextOptionsBuilder)builder).UseRentABotPostgres(connectionString);
        return builder;
    }

    public static DbContextOptionsBuilder UseRentABotPostgres(this DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(connectionString).UseSnakeCaseNamingConvention();
}
