using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace RentABot.Persistence.Postgres;

/// <summary>For <c>dotnet ef migrations add</c>; it never connects.</summary>
internal sealed class PostgresDbContextFactory : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseRentABotPostgres("Host=design-time").Options);
}
