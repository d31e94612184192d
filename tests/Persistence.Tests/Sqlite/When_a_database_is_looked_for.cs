using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Sqlite;

namespace RentABot.Persistence.Tests.Sqlite;

public sealed class When_a_database_is_looked_for : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_find_one_that_another_connection_has_only_just_created()
    {
        var path = Path.Combine(_directory.FullName, "just-created.sqlite");
        await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSqlite(path, durable: true);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();

        Assert.True(await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(TestContext.Current.CancellationToken));
    }
}
