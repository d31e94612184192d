using System.Diagnostics;

namespace RentABot.Gateway.Traces;

/// <summary>What traces tell of the gateway beside its requests and messages. While nobody traces there are no spans.</summary>
internal static class Spans
{
    private static readonly ActivitySource Source = new("RentABot.Gateway");

    /// <summary>What is under way, where it is traced: the request, as a rule.</summary>
    public static Activity? Present => Source.HasListeners() ? Activity.Current : null;

    /// <summary>What is said to the allocator after a request is over, as a part of the request's trace.</summary>
    public static Activity? OfFollowUp(string message, ActivityContext request) =>
        request == default ? null : Source.StartActivity($"{message} follow-up", ActivityKind.Internal, request);
}
