using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using RabbitMQ.Client;
using RentABot.Load.Servers;

namespace RentABot.Load.Report;

/// <summary>Where figures come from: command, date, machine, versions.</summary>
internal static class Provenance
{
    public static async Task<string> DescribeAsync(Settings settings)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var rounds = settings.Rounds == 1 ? "one round" : $"{settings.Rounds} rounds: medians, and in parentheses the least and the most";
        var machine = $"{Environment.ProcessorCount} cores ({Processor()}), {Memory():0} GiB, {RuntimeInformation.OSDescription.Trim()}";
        var servers = $"RabbitMQ {await RabbitMqAsync()}, PostgreSQL {await PostgresAsync()}, etcd {await EtcdAsync()}";
        return $"""
            `{settings.Command}` on {date}, {rounds}.
            Everything ran on one machine, the load included: {machine}.
            {RuntimeInformation.FrameworkDescription}, {servers}.
            """;
    }

    private static string Processor()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model?.Split(": ")[^1] ?? "unknown";
    }

    private static double Memory()
    {
        var line = File.ReadLines("/proc/meminfo").First();
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / (1024 * 1024);
    }

    private static async Task<string> RabbitMqAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = PrivateServers.Broker }.CreateConnectionAsync();
        return connection.ServerProperties?["version"] is byte[] version ? Encoding.UTF8.GetString(version) : "unknown";
    }

    private static async Task<string> PostgresAsync()
    {
        await using var database = new Database(PrivateServers.Administration);
        return (await database.ScalarAsync<string>("SHOW server_version")).Split(' ')[0];
    }

    private static async Task<string> EtcdAsync()
    {
        using var etcd = Process.Start(new ProcessStartInfo("etcd", ["--version"]) { RedirectStandardOutput = true })!;
        var said = await etcd.StandardOutput.ReadToEndAsync();
        return said.Split('\n')[0].Split(": ")[^1];
    }
}
