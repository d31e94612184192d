using Microsoft.Extensions.Options;
using RentABot.Gateway.Access;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Live;
using RentABot.Gateway.Web.Sessions;
using RentABot.Gateway.Web.Text;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Changes;

/// <summary>
/// Tells the pages that something has changed; they ask for what they show again. What has changed stays out of it, so all
/// that comes within a moment is told at once. For programs there is <c>/api/v1/events</c>.
/// </summary>
internal static class ChangesEndpoint
{
    private const string Changed = "changed";
    private const string Alive = "alive";

    /// <summary>The last that is told: what the page asks for next, it is refused, and led to where one signs in.</summary>
    private const string SessionEnded = "session-ended";

    /// <summary>A page is made anew at most so often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static void MapChanges(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/changes", StreamAsync)
        .TakesSession().ExcludeFromDescription().DisableRequestTimeout().RequiresRole(Role.ReadOnly);

    private static async Task StreamAsync(
        HttpContext context, EventFeed feed, LiveConnections connections, CallerCheck callers, DatabaseTime clock, TimeProvider time,
        IOptions<LiveOptions> options, IHostApplicationLifetime lifetime)
    {
        using var place = connections.Enter(context, LiveKind.Sse);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            using var reader = await feed.OpenAsync(after: null, stop.Token);
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";

            // At once, so that a page that comes back sees what it has missed.
            var (isChanged, checkedAt, beat) = (true, time.GetTimestamp(), options.Value.Heartbeat);
            while (true)
            {
                await TellAsync(isChanged ? Changed : Alive);
                if (isChanged) await Task.Delay(Pause, time, stop.Token);
                isChanged = (await reader.NextAsync(beat, stop.Token)).End is not null;
                if (time.GetElapsedTime(checkedAt) < beat) continue;
                if (!await callers.MayStillAsync(context, Role.ReadOnly))
                {
                    await TellAsync(SessionEnded);
                    return;
                }

                checkedAt = time.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page comes back, perhaps to another gateway.
        }

        async Task TellAsync(string what) => await SendAsync(
            context, $"event: {what}\ndata: {Words.Instant(await clock.NowAsync(stop.Token))}\n\n", options.Value.SendTimeout, time);
    }

    private static async Task SendAsync(HttpContext context, string text, TimeSpan patience, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var cut = deadline.Token.Register(context.Abort);
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
