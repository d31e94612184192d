using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace RentABot.Persistence.Sqlite;

/// <summary>For <c>dotnet ef migrations add</c>; it never connects.</summary>
internal sealed class SqliteDbContextFactory : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqliteDbContext>();
        builder.UseSqlite("Data Source=design-time.db").UseSnakeCaseNamingConvention();
        return new SqliteDbContext(builder.Options);
    }
}
