using System.Collections.Concurrent;
using System.Text.Json;

namespace RentABot.Fuzz.Requests;

/// <summary>What earlier answers told, so that later requests reach states that no invented value does.</summary>
internal sealed class Findings
{
    private readonly ConcurrentQueue<long> _resources = new();
    private readonly ConcurrentQueue<string> _reservations = new();
    private readonly ConcurrentQueue<string> _webhooks = new();
    private readonly ConcurrentQueue<string> _tags = new();
    private readonly ConcurrentQueue<(long Resource, string Token)> _locks = new();

    public IReadOnlyList<long> Resources => Latest(_resources);

    public IReadOnlyList<string> Reservations => Latest(_reservations);

    public IReadOnlyList<string> Webhooks => Latest(_webhooks);

    public IReadOnlyList<string> EntityTags => Latest(_tags);

    /// <summary>Granted locks, many of which have ended.</summary>
    public IReadOnlyList<(long Resource, string Token)> Locks => Latest(_locks);

    public void Learn(string? entityTag, JsonElement answer)
    {
        if (entityTag is not null) _tags.Enqueue(entityTag);
        Walk(answer);
    }

    private void Walk(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray()) Walk(item);
        }

        if (json.ValueKind != JsonValueKind.Object) return;
        if (json.TryGetProperty("lock_token", out var token)) _locks.Enqueue((json.GetProperty("resource_id").GetInt64(), token.GetString()!));
        if (json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number) _resources.Enqueue(id.GetInt64());
        if (json.TryGetProperty("url", out _)) _webhooks.Enqueue(id.GetString()!);
        if (json.TryGetProperty("reservation_id", out var reservation) && reservation.ValueKind == JsonValueKind.String)
        {
            _reservations.Enqueue(reservation.GetString()!);
        }

        foreach (var property in json.EnumerateObject()) Walk(property.Value);
    }

    private static T[] Latest<T>(ConcurrentQueue<T> queue)
    {
        const int Kept = 60;
        while (queue.Count > Kept) queue.TryDequeue(out _);
        return [.. queue];
    }
}
