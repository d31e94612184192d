using Microsoft.EntityFrameworkCore;

namespace RentABot.Persistence.Sqlite;

/// <summary>The tables as SQLite has them.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : RentABotDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicrosecondsConverter>();
}
