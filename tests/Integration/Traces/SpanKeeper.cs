using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace RentABot.Integration.Traces;

/// <summary>Stands where the exporter to a collector would, and keeps what it would send.</summary>
internal sealed class SpanKeeper : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _spans = new();

    public IReadOnlyCollection<Activity> All => _spans;

    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _spans.Where(span => span.TraceId == trace)];

    /// <summary>The span and all that it is a part of, from the inside to the outside.</summary>
    public IEnumerable<Activity> Upwards(Activity span)
    {
        for (var next = span; next is not null; next = _spans.FirstOrDefault(other => other.SpanId == next.ParentSpanId))
        {
            yield return next;
        }
    }

    public override void OnEnd(Activity data)
    {
        if (data.Recorded) _spans.Enqueue(data);
    }
}
