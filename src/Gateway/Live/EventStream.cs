using System.Buffers;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Problems;
using RentABot.Rules;

namespace RentABot.Gateway.Live;

/// <summary>
/// Sends what is in the feed to one listener after the other as each takes it. A silent stream is heard of now and then,
/// with the position that it has reached, so that whoever comes back with it has little to read again.
/// </summary>
internal sealed partial class EventStream(
    EventFeed feed, LiveConnections connections, CallerCheck callers, IHostApplicationLifetime lifetime, IOptions<LiveOptions> options, TimeProvider time,
    ILogger<EventStream> logger)
{
    private const string ContentType = "text/event-stream";

    /// <summary>So much is put together before it is sent.</summary>
    private const int SendSize = 64 * 1024;

    /// <summary>Until the listener goes, may no longer listen or takes nothing, or the process stops.</summary>
    public async Task SendAsync(HttpContext context, EventFilter filter, long? after)
    {
        using var place = connections.Enter(context, LiveKind.Sse);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            using var reader = await feed.OpenAsync(after, stop.Token);
            Begin(context.Response);
            await SendAsync(context, filter, reader, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It ends like any answer, so that a client that comes back finds another gateway.
        }
        catch (Exception exception) when (context.Response.HasStarted && DatabaseFailures.Include(exception))
        {
            // The client comes back, and is told then.
            LogEnded(exception.GetType().Name);
        }
    }

    private static void Begin(HttpResponse response)
    {
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";

        // Proxies that gather answers are asked not to.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private async Task SendAsync(HttpContext context, EventFilter filter, FeedReader reader, CancellationToken cancellationToken)
    {
        var beat = options.Value.Heartbeat;
        await SendAsync(context, [EventFrame.OfHeartbeat(reader.Position)]);
        for (var checkedAt = time.GetTimestamp(); ;)
        {
            var left = beat - time.GetElapsedTime(checkedAt);
            var slice = left > TimeSpan.Zero ? await reader.NextAsync(left, cancellationToken) : FeedSlice.Nothing;
            var frames = FramesOf(slice, filter, reader.Position);
            if (time.GetElapsedTime(checkedAt) >= beat)
            {
                if (!await callers.MayStillAsync(context, Role.ReadOnly)) return;
                checkedAt = time.GetTimestamp();
                frames.Add(EventFrame.OfHeartbeat(reader.Position));
            }

            if (frames.Count > 0 && !await SendAsync(context, frames)) return;
        }
    }

    private static List<ReadOnlyMemory<byte>> FramesOf(FeedSlice slice, EventFilter filter, long position)
    {
        var frames = new List<ReadOnlyMemory<byte>>(slice.Events.Count + 1);

        // Where the events after it begin: a client that comes back between them still has them before it.
        if (slice.Missing is { } missing) frames.Add(EventFrame.OfGap(missing, slice.Events.Count > 0 ? missing.To : position));
        frames.AddRange(slice.Events.Where(filter.Fits).Select(change => change.Frame));
        return frames;
    }

    /// <summary>False when the listener did not take it in time.</summary>
    private async Task<bool> SendAsync(HttpContext context, List<ReadOnlyMemory<byte>> frames)
    {
        using var deadline = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            var (writer, unsent) = (context.Response.BodyWriter, 0);
            foreach (var frame in frames)
            {
                writer.Write(frame.Span);
                unsent += frame.Length;
                if (unsent < SendSize) continue;
                await writer.FlushAsync(either.Token);
                unsent = 0;
            }

            await writer.FlushAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            connections.CountCutOff(LiveKind.Sse);
            context.Abort();
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stream of events was ended, as the log could not be read ({Failure})")]
    private partial void LogEnded(string failure);
}
