using System.Diagnostics;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Relay;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.Traces;

/// <summary>
/// What traces tell of the allocator: each command, the transaction that decides it, and what is published of it. While
/// nobody traces there are no spans.
/// </summary>
internal static class Spans
{
    private static readonly ActivitySource Source = new("RentABot.Allocator");

    /// <summary>
    /// From when a command begins to wait until it is answered. A child of what its message says, or of what brought the
    /// message; where no trace is kept of that, that itself, so that what follows knows where it belongs.
    /// </summary>
    public static Activity? OfCommand(WriteRequest request)
    {
        var present = Activity.Current;
        if (!Source.HasListeners() || (present is null && request.TraceParent is null)) return null;
        var name = request.Command.GetType().Name;
        var span = Source.StartActivity(name, ActivityKind.Internal, Parse(request.TraceParent), TagsOf(request));

        // Those of a message stand beside each other, not one inside the other.
        Activity.Current = present;
        return span ?? present;
    }

    /// <summary>Ends the span of a command that has been decided or given up.</summary>
    public static void EndOf(WriteRequest request)
    {
        if (request.Span is not { } span || span.Source != Source) return;
        if (request.Completion.Task is { IsCompletedSuccessfully: true, Result: var outcome })
        {
            span.SetTag("rentabot.outcome", outcome.Reply is CommandRejected rejected ? rejected.Code : "done");
            if (outcome.Replayed) span.SetTag("rentabot.replayed", true);
            if (outcome.Failed) span.SetStatus(ActivityStatusCode.Error);
        }

        span.Dispose();
    }

    /// <summary>
    /// A write transaction is a child of the first of its commands that is recorded. It cannot be that of the others as
    /// well, so they are linked with it.
    /// </summary>
    public static Activity? OfTransaction(IReadOnlyList<WriteRequest> requests)
    {
        if (!Source.HasListeners()) return null;
        var commands = requests.Select(request => request.Span).OfType<Activity>().Where(span => span.Recorded).ToList();
        if (commands is not [var first, .. var others]) return null;
        var span = Source.StartActivity(
            "write transaction",
            ActivityKind.Internal,
            first.Context,
            [KeyValuePair.Create("rentabot.commands", (object?)requests.Count)],
            others.Select(other => new ActivityLink(other.Context)));
        if (span is not null) others.ForEach(other => other.AddLink(new ActivityLink(span.Context)));
        return span;
    }

    /// <summary>An event's way to the broker, a child of what caused the event.</summary>
    public static Activity? OfEvent(LoggedEvent row) => row.TraceParent is null ? null : Source.StartActivity(
        $"{row.Type} relay",
        ActivityKind.Internal,
        Parse(row.TraceParent),
        [KeyValuePair.Create("rentabot.sequence", (object?)row.Sequence)]);

    private static ActivityContext Parse(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;

    private static IEnumerable<KeyValuePair<string, object?>> TagsOf(WriteRequest request)
    {
        yield return KeyValuePair.Create("rentabot.command_id", (object?)request.CommandId);
        yield return KeyValuePair.Create("rentabot.actor", (object?)request.Caller.Actor);
        var subject = CommandSubject.Of(request.Command);
        if (subject.ResourceId is { } resource) yield return KeyValuePair.Create("rentabot.resource_id", (object?)resource);
        if (subject.ReservationId is { } reservation) yield return KeyValuePair.Create("rentabot.reservation_id", (object?)reservation);
    }
}
