using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RentABot.Persistence;
using RentABot.Persistence.Sqlite;

namespace RentABot.Allocator.Tests.Support;

/// <summary>A migrated empty database, made once for all tests and copied for each.</summary>
internal static class DatabaseTemplate
{
    private static readonly Lazy<byte[]> Template = new(() => MakeAsync().GetAwaiter().GetResult());

    public static void CopyTo(string path) => File.WriteAllBytes(path, Template.Value);

    private static async Task<byte[]> MakeAsync()
    {
        var directory = Directory.CreateTempSubdirectory("rentabot-template-");
        var path = Path.Combine(directory.FullName, "template.db");
        try
        {
            var services = new ServiceCollection();
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSqlite(path, durable: false);
            await using (var provider = services.BuildServiceProvider())
            {
                await provider.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
            }

            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                command.ExecuteNonQuery();
            }

            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
