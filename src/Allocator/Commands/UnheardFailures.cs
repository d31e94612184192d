using MassTransit;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.Commands;

internal static class UnheardFailures
{
    /// <summary>A failure that nobody asked to hear of is thrown: so it is left to the operators, in the error queue.</summary>
    public static void ThrowIfUnheard(this ConsumeContext context, params ReadOnlySpan<WriteOutcome> outcomes)
    {
        if (context.ResponseAddress is not null) return;
        foreach (var outcome in outcomes)
        {
            if (outcome is { Failed: true, Reply: CommandRejected failure }) throw new InvalidOperationException(failure.Detail);
        }
    }
}
