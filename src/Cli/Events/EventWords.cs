using System.Globalization;
using System.Text;
using System.Text.Json;
using RentABot.Cli.Output;

namespace RentABot.Cli.Events;

/// <summary>An event in one line.</summary>
internal static class EventWords
{
    public static string Of(string type, JsonElement data)
    {
        if (type == EventReader.Gap) return $"(events {Text(data, "from")} to {Text(data, "to")} are not kept any more)";
        var line = new StringBuilder();
        if (Text(data, "occurred_at") is { } at && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var instant))
        {
            line.Append(Instants.Write(instant)).Append("  ");
        }

        line.Append(type);
        Append("resource", Text(data, "resource", "name") ?? Text(data, "resource_id"));
        Append("reservation", Text(data, "reservation_id"));
        Append("client", Text(data, "client_id"));
        Append("by", Text(data, "actor"));
        Append("reason", Text(data, "reason"));
        return line.ToString();

        void Append(string name, string? value)
        {
            if (value is { Length: > 0 }) line.Append("  ").Append(name).Append(' ').Append(value);
        }
    }

    /// <summary>A text or a number, by the names that lead to it.</summary>
    private static string? Text(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }
}
