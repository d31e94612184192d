using System.Diagnostics;
using Npgsql;
using RentABot.Load.Processes;

namespace RentABot.Load.Servers;

/// <summary>The broker and the database that tests/servers.sh has started for this run alone.</summary>
internal static class PrivateServers
{
    private static readonly string State = Variable("RENTABOT_TEST_SERVERS");

    public static Uri Broker { get; } = new(Variable("RENTABOT_TEST_RABBITMQ"));

    /// <summary>Of a database from which others are made.</summary>
    public static string Administration { get; } = Variable("RENTABOT_TEST_POSTGRES");

    public static ProcessTree RabbitMq { get; } = new("rabbitmq", ReadPid("rabbitmq/pid"));

    public static ProcessTree Postgres { get; } = new("postgres", ReadPid("postgres/data/postmaster.pid"));

    /// <summary>A virtual host that nobody else uses.</summary>
    public static async Task<Uri> CreateVirtualHostAsync(string name)
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(State, "servers.sh"), ["vhost", name]) { RedirectStandardOutput = true })!;
        await script.WaitForExitAsync();
        if (script.ExitCode != 0) throw new InvalidOperationException($"The virtual host {name} was not made.");
        return new UriBuilder(Broker) { Path = name }.Uri;
    }

    /// <summary>An empty database.</summary>
    public static async Task<string> CreateDatabaseAsync(string name)
    {
        await using var database = new Database(Administration);
        await database.ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(Administration) { Database = name }.ConnectionString;
    }

    private static int ReadPid(string file) => int.Parse(File.ReadLines(Path.Combine(State, file)).First());

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: run bench/run.sh.");
}
