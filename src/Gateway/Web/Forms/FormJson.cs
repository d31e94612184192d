using System.Text.Json;
using System.Text.Json.Nodes;
using RentABot.Gateway.Requests;

namespace RentABot.Gateway.Web.Forms;

/// <summary>A form as the JSON body that it stands for. An empty field is null: left out, or taken back to its default.</summary>
internal static class FormJson
{
    /// <summary>How browsers write an instant, to the minute or the second. The pages tell all times in UTC.</summary>
    private static readonly int[] InstantLengths = ["2030-01-31T12:00".Length, "2030-01-31T12:00:00".Length];

    public static ReadOnlyMemory<byte> Write<T>(Form form)
    {
        var body = new JsonObject();
        foreach (var (field, type) in RequestFields<T>.Types)
        {
            if (form.Values.ContainsKey(field)) body[field] = form[field] is { } text ? Value(type, text) : null;
        }

        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private static JsonValue? Value(Type type, string text) =>
        (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset) && InstantLengths.Contains(text.Length)
            ? JsonValue.Create(text.Length == InstantLengths[0] ? $"{text}:00Z" : $"{text}Z")
            : QueryJson.Value(type, text);
}
