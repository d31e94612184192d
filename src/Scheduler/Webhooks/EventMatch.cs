using System.Text.Json;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>An event as webhooks choose by it.</summary>
/// <param name="type">Its name.</param>
/// <param name="body">As it is published.</param>
internal sealed class EventMatch(string type, string body)
{
    private static readonly string[] Subjects = ["resource", "reservation"];

    private HashSet<string>? _tags;

    public bool IsFor(Webhook webhook) =>
        (webhook.Types.Count == 0 || webhook.Types.Contains(type))
        && (webhook.Tags.Count == 0 || webhook.Tags.TrueForAll((_tags ??= TagsOf(body)).Contains));

    /// <summary>Those of the resource; of a reservation those that it asks for.</summary>
    private static HashSet<string> TagsOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var subject in Subjects)
        {
            if (document.RootElement.TryGetProperty(subject, out var state) && state.TryGetProperty("tags", out var carried))
            {
                foreach (var tag in carried.EnumerateArray()) tags.Add(tag.GetString()!);
            }
        }

        return tags;
    }
}
