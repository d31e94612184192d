using MassTransit;

namespace RentABot.Load.Echo;

/// <summary>The other process: answers requests until it is killed.</summary>
internal static class EchoServer
{
    public const string Command = "echo-server";
    public const string BrokerVariable = "ECHO_BROKER";
    public const string Started = "The echo server answers.";

    public static async Task RunAsync()
    {
        var broker = new Uri(Environment.GetEnvironmentVariable(BrokerVariable)!);
        await EchoBus.StartAsync(broker, bus => bus.ReceiveEndpoint("echo", endpoint => endpoint.Consumer<EchoConsumer>()));
        Console.WriteLine(Started);
        await Task.Delay(Timeout.Infinite);
    }
}
