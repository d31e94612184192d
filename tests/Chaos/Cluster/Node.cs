using System.Diagnostics;
using Npgsql;
using RentABot.Support.Proxy;
using RentABot.Hosting;

namespace RentABot.Chaos.Cluster;

/// <summary>A service that is killed, stopped and started again, and reaches its servers through links of its own.</summary>
internal sealed class Node(Deployment deployment, ServiceKind kind, string name, Link broker, Link database) : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly List<RestClient> _clients = [];
    private ServiceProcess? _process;
    private bool _killed;

    public ServiceKind Kind => kind;

    /// <summary>The same over all its lives; the database knows its connections by it.</summary>
    public string Name => name;

    public Link Broker => broker;

    public Link Database => database;

    /// <summary>Calls its present life, or the last one; null before the first.</summary>
    public RestClient? Client { get; private set; }

    /// <summary>What it wrote in all its lives.</summary>
    public NodeOutput Output { get; } = new();

    /// <summary>It has ended although nobody killed it.</summary>
    public bool EndedByItself => !_killed && _process is { HasExited: true };

    /// <summary>How often it ended to be started anew, because its bus had not come back.</summary>
    public int Restarts { get; private set; }

    /// <summary>Returns when it is ready.</summary>
    public async Task StartAsync()
    {
        await LaunchAsync();
        await _process!.ListensAsync();
        _clients.Add(Client = new RestClient(_process.Url));
        await BecomesReadyAsync();
    }

    /// <summary>Only starts the process.</summary>
    /// <param name="faultPoint">Where it shall kill itself, as <c>name:count</c>.</param>
    public async Task LaunchAsync(string? faultPoint = null)
    {
        var settings = new List<(string, string)>(NodeSettings.Of(kind))
        {
            ("RabbitMq:Url", new UriBuilder(deployment.Broker) { Port = broker.Port }.Uri.AbsoluteUri),
            (
                "Postgres:ConnectionString",
                new NpgsqlConnectionStringBuilder(deployment.Database.ConnectionStringFor(name)) { Port = database.Port }.ConnectionString),
        };
        if (faultPoint is not null) settings.Add(("RENTABOT_FAULT_POINT", faultPoint));

        if (_process is not null) await _process.DisposeAsync();
        _killed = faultPoint is not null;
        _process = ServiceProcess.Start(kind, name, deployment.SettingsFor(kind, name, [.. settings]));
        Output.Follow(_process);
    }

    /// <summary>Returns when it listens, or has killed itself before.</summary>
    public async Task ListensAsync()
    {
        try
        {
            await _process!.ListensAsync();
        }
        catch (Exception) when (_killed && _process!.HasExited)
        {
            // Its moment came early.
        }
    }

    /// <summary>Starts it anew where it asks for that, as whoever runs services would.</summary>
    public async Task BecomesReadyAsync()
    {
        var process = _process!;
        try
        {
            await Health.BecomesReadyAsync(process, StartTime);
        }
        catch (Exception) when (process is { HasExited: true, ExitCode: ServiceHost.BusStuck } && process == _process)
        {
            Restarts++;
            await StartAsync();
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _killed = true;
        await _process!.KillAsync();
    }

    /// <summary>SIGSTOP: it does nothing, and keeps everything.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Waits until it has killed itself; false if it does not.</summary>
    public async Task<bool> DiesAsync(TimeSpan within)
    {
        try
        {
            await _process!.EndAsync(within);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _killed = true;
        foreach (var client in _clients) client.Dispose();
        if (_process is not null) await _process.DisposeAsync();
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }

    public override string ToString() => name;

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }
}
