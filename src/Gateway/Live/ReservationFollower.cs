using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Problems;
using RentABot.Rules;

namespace RentABot.Gateway.Live;

/// <summary>Tells whoever follows a reservation how it stands, and each change of that, until it has ended.</summary>
internal sealed partial class ReservationFollower(
    EventFeed feed, QueuePlaces places, LiveConnections connections, CallerCheck callers, IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime, IOptions<LiveOptions> options, TimeProvider time, ILogger<ReservationFollower> logger)
{
    /// <exception cref="ProblemException">It cannot be followed.</exception>
    public async Task FollowAsync(HttpContext context, Guid id)
    {
        using var connection = connections.Enter(context, LiveKind.WebSocket);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var source = new ReservationSource(id, scopes, places);

        // Before the reservation is read, so that nothing in between is missed.
        using var reader = await feed.OpenAsync(after: null, stop.Token);
        using var place = places.Follow(id);
        var state = await source.ReadAsync(stop.Token) ?? throw new ProblemException(ProblemCatalog.ReservationNotFound(id));
        var reservation = await source.PlacedAsync(state, stop.Token);
        using var socket = new ListenerSocket(await context.WebSockets.AcceptWebSocketAsync(), options.Value.SendTimeout, time);
        var reading = socket.ReadAsync(context.RequestAborted);
        try
        {
            await socket.CloseAsync(await HoldAsync(context, new ReservationTalk(reservation, reader, socket, source), reading, stop.Token), reading);
        }
        catch (SlowListenerException)
        {
            connections.CountCutOff(LiveKind.WebSocket);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The listener is gone.
        }
        finally
        {
            socket.Abort();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<SocketEnding> HoldAsync(
        HttpContext context, ReservationTalk talk, Task<SocketEnding> reading, CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(options.Value.Heartbeat, time);
        try
        {
            return await talk.HoldAsync(reading, () => callers.MayStillAsync(context, Role.ReadOnly), beat, cancellationToken);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return SocketEnding.ServerStops;
        }
        catch (Exception exception) when (exception is not WebSocketException && DatabaseFailures.Include(exception))
        {
            LogEnded(exception.GetType().Name);
            return SocketEnding.DatabaseAway;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A reservation is followed no more, as it could not be read ({Failure})")]
    private partial void LogEnded(string failure);
}
