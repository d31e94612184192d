namespace RentABot.Integration.Operations;

public sealed class When_the_schema_is_not_there
{
    private const string Migrations = """SELECT count(*) FROM "__EFMigrationsHistory" """;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Should_be_made_by_a_run_that_does_nothing_else()
    {
        await using var deployment = await Deployment.CreateAsync();
        var settings = deployment.SettingsFor(ServiceKind.Allocator, "migration");
        await using var process = ServiceProcess.Start(ServiceKind.Allocator, "migration", settings, "--migrate-only");

        Assert.Equal(0, await process.EndAsync(Patience));
        Assert.Empty(process.Errors);
        Assert.True(await deployment.Database.ScalarAsync<long>(Migrations) > 0);

        // Every service finds it complete, and a second run finds nothing to do.
        await using var again = ServiceProcess.Start(ServiceKind.Allocator, "migration", settings, "--migrate-only");
        Assert.Equal(0, await again.EndAsync(Patience));
    }

    [Fact]
    public async Task Should_be_made_once_by_services_that_start_together()
    {
        await using var deployment = await Deployment.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => deployment.HostAsync(ServiceKind.Allocator))
            .Append(deployment.HostAsync(ServiceKind.Gateway))
            .Append(deployment.HostAsync(ServiceKind.Scheduler)));

        await deployment.Client().LockAsync(await deployment.Client().RegisterAsync("board"));
    }
}
