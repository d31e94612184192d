using MassTransit;

namespace RentABot.Allocator.Commands;

/// <summary>For commands that failed without anybody to answer: then they are left in the error queue.</summary>
internal static class CommandRetries
{
    /// <summary>
    /// Nobody listens for an answer longer than that. One that is never confirmed, as a publish may be (see the event
    /// relay), would keep its place among those that are worked on for ever.
    /// </summary>
    public static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);

    private const int Retries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static void Use(IReceiveEndpointConfigurator endpoint) => endpoint.UseMessageRetry(retry => retry.Interval(Retries, Pause));
}
