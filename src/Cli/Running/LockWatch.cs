using System.Text.Json;
using RentABot.Cli.Api;
using RentABot.Cli.Commands;
using RentABot.Cli.Events;

namespace RentABot.Cli.Running;

/// <summary>
/// Hears of the ends of locks as they happen, such as by an admin, and has their heartbeats look. Where nothing can be heard,
/// the heartbeats find it out by themselves, later.
/// </summary>
internal static class LockWatch
{
    private const string Query = "?types=LockReleased,LockExpired";

    public static async Task WatchAsync(ApiClient api, IReadOnlyList<Heartbeat> heartbeats, string? reservationId, CancellationToken cancellationToken)
    {
        var query = reservationId is null ? Query : $"{Query}&reservation_id={Uri.EscapeDataString(reservationId)}";
        try
        {
            var isFirst = true;
            await foreach (var item in new EventReader(api, query, after: null).ReadAsync(TimeSpan.MaxValue, cancellationToken))
            {
                // What came before the stream began is not heard of.
                if (isFirst) await LookAtAllAsync(api, heartbeats, cancellationToken);
                isFirst = false;
                if (item.EventType == EventReader.Heartbeat) continue;
                if (item.EventType == EventReader.Gap) heartbeats.ToList().ForEach(heartbeat => heartbeat.Look());
                else Tell(heartbeats, JsonSerializer.Deserialize(item.Data, ApiJson.Default.EndedLock));
            }
        }
        catch (Exception exception) when (exception is CliException or JsonException)
        {
            // The caller may not listen, for example.
        }
    }

    private static async Task LookAtAllAsync(ApiClient api, IReadOnlyList<Heartbeat> heartbeats, CancellationToken cancellationToken)
    {
        foreach (var heartbeat in heartbeats)
        {
            try
            {
                var call = ApiCall.Get(ResourceArgument.PathOf(heartbeat.Lock.Resource.Id));
                var answer = await api.SendUntilAsync(call, heartbeat.End, cancellationToken);
                if (answer.Read(ApiJson.Default.Resource).FencingToken != heartbeat.Lock.FencingToken) heartbeat.Look();
            }
            catch (ProblemException)
            {
                heartbeat.Look();
            }
        }
    }

    /// <summary>Has the heartbeat of a lock that has ended look, with what is known of its end.</summary>
    public static void Tell(IReadOnlyList<Heartbeat> heartbeats, EndedLock? ended)
    {
        foreach (var heartbeat in heartbeats)
        {
            if (heartbeat.Lock.Resource.Id == ended?.ResourceId && heartbeat.Lock.FencingToken == ended.Lock.FencingToken) heartbeat.Look(ended.Describe());
        }
    }
}
