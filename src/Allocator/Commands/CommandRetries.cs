using MassTransit;

namespace RentABot.Allocator.Commands;

/// <summary>For commands that failed without anybody to answer: then they are left in the error queue.</summary>
internal static class CommandRetries
{
    private const int Retries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static void Use(IReceiveEndpointConfigurator endpoint) => endpoint.UseMessageRetry(retry => retry.Interval(Retries, Pause));
}
