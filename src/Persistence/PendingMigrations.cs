using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RentABot.Persistence;

internal static class PendingMigrations
{
    /// <summary>Looks for the table of migrations first: reading it where it is missing would be logged as an error.</summary>
    public static async Task<int> CountPendingMigrationsAsync(this RentABotDbContext db, CancellationToken cancellationToken) =>
        await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken)
            ? (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count()
            : db.Database.GetMigrations().Count();
}
