using RentABot.Chaos.Books;
using RentABot.Chaos.Checking;
using RentABot.Chaos.Clients;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.Faults;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Runs;

/// <summary>
/// Starts everything anew, lets clients work and things break, mends all, waits until it is quiet, and has the books
/// checked against what the clients saw.
/// </summary>
internal static class Round
{
    /// <summary>Names a directory for what the services write.</summary>
    private const string LogsVariable = "RENTABOT_CHAOS_LOGS";

    public static async Task<RoundResult> RunAsync(RoundOptions options, Action<string> say)
    {
        say($"seed {options.Seed}");
        using var stop = new CancellationTokenSource(options.Duration);
        var history = new HistoryRecorder();
        await using var cluster = await ChaosCluster.CreateAsync();
        await using var listener = await EventListener.ListenAsync(cluster.Broker, history);
        await cluster.StartAsync();
        var gateways = cluster.Of(ServiceKind.Gateway);
        var resources = await Administrator.RegisterAsync(gateways[0].Client!, history);
        var administrator = new Administrator(new Caller("administrator", new RestDoor(gateways, 0), history, withKeys: true), resources);
        await using var workforce = await Workforce.HireAsync(cluster, history, resources, options.Seed);
        say($"{history.Clock.Now:HH:mm:ss} the clients begin");

        var faults = new FaultRunner(new FaultSchedule(options.Seed, cluster, administrator), cluster, history, say);
        workforce.Work(stop.Token);
        await faults.RunAsync(options.FaultsAtOnce, stop.Token);
        await workforce.FinishAsync();
        say($"{history.Clock.Now:HH:mm:ss} all is mended and the clients have stopped");

        var ending = new Ending(cluster, listener);
        try
        {
            await ending.BecomesQuietAsync();
        }
        finally
        {
            if (Environment.GetEnvironmentVariable(LogsVariable) is { Length: > 0 } logs) WriteLogs(cluster, Path.Combine(logs, $"{options.Seed}"));
        }

        await ending.OccupyAsync(new Caller("last", new RestDoor(gateways, 0), history, withKeys: true), [.. resources.Values]);
        var quiet = await ending.ObserveAsync(faults.Happened);
        var books = await BookReader.ReadAsync(cluster.Database.ConnectionStringFor("books"), quiet, TestContext.Current.CancellationToken);
        say($"{history.Clock.Now:HH:mm:ss} the books are read");

        var seen = history.Read();
        return new RoundResult(options, seen, books, faults.Happened)
        {
            Restarts = cluster.Nodes.Sum(node => node.Restarts),
            Violations =
            [
                .. HistoryChecker.Check(seen, books, new Allowances { AnswerTimeout = NodeSettings.AnswerTimeout }),
                .. Surprises.In(cluster, seen),
            ],
        };
    }

    private static void WriteLogs(ChaosCluster cluster, string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var node in cluster.Nodes) File.WriteAllLines(Path.Combine(directory, $"{node}.log"), node.Output.Lines);
    }
}
