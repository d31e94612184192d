using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Saving;

namespace RentABot.Persistence.Sqlite;

/// <summary>The tables as SQLite has them.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : RentABotDbContext(options)
{
    private protected override ManyRows CreateManyRows() => new SqliteManyRows(Model);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicrosecondsConverter>();
}
