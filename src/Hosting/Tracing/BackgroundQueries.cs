using System.Diagnostics;
using OpenTelemetry;

namespace RentABot.Hosting.Tracing;

/// <summary>
/// Drops queries that belong to no trace: those of the loops that look several times a second whether there is
/// something to do. Each would be a trace of its own.
/// </summary>
internal sealed class BackgroundQueries : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == "Npgsql" && data.ParentSpanId == default) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
