using Xunit;

namespace RentABot.TestServers;

/// <summary>
/// Stops, kills and starts the private servers; port and data stay the same. Whoever stops one starts it again, and
/// shares no test collection with tests that need it meanwhile.
/// </summary>
public static class ServerControl
{
    /// <summary>Skips the test unless each of these servers is a private one; all of them, when none is named.</summary>
    public static void SkipUnlessAvailable(params PrivateServer[] servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        foreach (var server in servers.Length > 0 ? servers : Enum.GetValues<PrivateServer>())
        {
            Assert.SkipUnless(
                IsAvailable(server),
                $"Needs a {server} that it may stop: run ./test.sh without {Servers.RabbitMqVariable} and {Servers.PostgresVariable}.");
        }
    }

    /// <summary>Whether the server is a private one.</summary>
    public static bool IsAvailable(PrivateServer server) => ServerScript.Started(server);

    /// <summary>Stops in good order and returns when the server is gone. A server that is down stays down.</summary>
    public static Task StopAsync(PrivateServer server) => ServerScript.RunAsync("stop", ServerScript.NameOf(server));

    /// <summary>Ends the server at once, without a chance to write or to say goodbye.</summary>
    public static Task KillAsync(PrivateServer server) => ServerScript.RunAsync("kill", ServerScript.NameOf(server));

    /// <summary>Returns when the server answers. A server that is up stays up.</summary>
    public static Task StartAsync(PrivateServer server) => ServerScript.RunAsync("start", ServerScript.NameOf(server));

    /// <summary>Stops in good order, starts, and returns when the server answers.</summary>
    public static Task RestartAsync(PrivateServer server) => ServerScript.RunAsync("restart", ServerScript.NameOf(server));
}
