using Npgsql;
using RentABot.Persistence.Leases;

namespace RentABot.Integration.Recovery;

/// <summary>
/// The three services, each in a process of its own, on RabbitMQ and PostgreSQL. In their first life no event is
/// relayed, so that all of them are left for the second.
/// </summary>
internal sealed class Services : IInstallation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Deployment _deployment;
    private readonly EventSubscriber _events;
    private readonly NpgsqlConnection _relayLease;

    private Services(Deployment deployment, EventSubscriber events, NpgsqlConnection relayLease) =>
        (_deployment, _events, _relayLease) = (deployment, events, relayLease);

    public static async Task<Services> CreateAsync()
    {
        ServerControl.SkipUnlessAvailable();
        var deployment = await Deployment.CreateAsync();
        var relayLease = new NpgsqlConnection(deployment.Database.ConnectionStringFor("lease"));
        await relayLease.OpenAsync(TestContext.Current.CancellationToken);
        await using var take = new NpgsqlCommand($"SELECT pg_advisory_lock({(long)LeaseName.EventRelay})", relayLease);
        await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new Services(deployment, await deployment.SubscribeAsync(), relayLease);
    }

    public async Task<RestClient> StartAsync()
    {
        await _deployment.LaunchAsync(ServiceKind.Allocator);
        await Task.WhenAll(_deployment.LaunchAsync(ServiceKind.Gateway), _deployment.LaunchAsync(ServiceKind.Scheduler));
        return _deployment.Client();
    }

    public async Task StopAsync(Stop how)
    {
        Assert.Empty(_events.Events);
        var processes = _deployment.Services.Cast<ServiceProcess>().ToList();
        if (how == Stop.Killed)
        {
            await Task.WhenAll(processes.Select(process => process.KillAsync()));
            await Task.WhenAll(ServerControl.KillAsync(PrivateServer.Postgres), ServerControl.KillAsync(PrivateServer.RabbitMq));
            await Task.WhenAll(ServerControl.StartAsync(PrivateServer.Postgres), ServerControl.StartAsync(PrivateServer.RabbitMq));
        }
        else
        {
            await Task.WhenAll(processes.Select(process => process.TerminateAsync()));
            foreach (var process in processes) Assert.Equal(0, await process.EndAsync(Patience));
        }

        await _deployment.EndAllAsync();
        NpgsqlConnection.ClearPool(_relayLease);
        await _relayLease.DisposeAsync();
    }

    public Task<DateTimeOffset> NowAsync() => _deployment.Database.ScalarAsync<DateTimeOffset>("SELECT clock_timestamp()");

    /// <summary>What was decided in either life is heard, and each for the first time in its place.</summary>
    public Task ShouldHaveToldEverybodyAsync() => _events.ShouldBeCompleteAsync(_deployment.Database);

    public async ValueTask DisposeAsync()
    {
        await _relayLease.DisposeAsync();
        await _events.DisposeAsync();
        await _deployment.DisposeAsync();
    }
}
