using System.Diagnostics;
using Xunit;

namespace RentABot.TestServers;

/// <summary>Calls <c>tests/servers.sh</c>, to which the directory of the running servers holds a link.</summary>
internal static class ServerScript
{
    private const string DirectoryVariable = "RENTABOT_TEST_SERVERS";

    public static string NameOf(PrivateServer server) => server switch
    {
        PrivateServer.RabbitMq => "rabbitmq",
        PrivateServer.Postgres => "postgres",
        _ => throw new ArgumentOutOfRangeException(nameof(server), server, null),
    };

    public static bool Started(PrivateServer server) =>
        Servers.Variable(DirectoryVariable) is { } directory && File.Exists(Path.Combine(directory, NameOf(server), "port"));

    public static async Task RunAsync(params string[] arguments)
    {
        var directory = Servers.Variable(DirectoryVariable)
            ?? throw new InvalidOperationException($"{DirectoryVariable} is not set; the test should have been skipped.");
        var start = new ProcessStartInfo(Path.Combine(directory, "servers.sh"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();

        // Not cancelled with the test: a server half stopped would fail the tests after it.
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(
            process.ExitCode == 0,
            $"servers.sh {arguments[0]} failed with {process.ExitCode}:\n{await output}{await errors}");
    }
}
