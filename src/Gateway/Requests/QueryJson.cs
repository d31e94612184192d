using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RentABot.Gateway.Requests;

/// <summary>Query parameters as the JSON body that they stand for, so that both are judged alike.</summary>
internal static class QueryJson
{
    private const string Tag = "tag";
    private const string Tags = "tags";

    public static bool Knows<T>(string parameter) => RequestFields<T>.Types.ContainsKey(FieldOf(parameter)) || IsTag<T>(parameter);

    /// <summary>The field that a parameter stands for: <c>lock-token</c> is the old way to write <c>lock_token</c>.</summary>
    public static string FieldOf(string parameter) => parameter == "lock-token" ? "lock_token" : parameter;

    public static ReadOnlyMemory<byte> Write<T>(IQueryCollection query)
    {
        var body = new JsonObject();
        foreach (var (parameter, values) in query)
        {
            var field = FieldOf(parameter);
            if (!IsTag<T>(parameter)) body[field] = Value(RequestFields<T>.Types.GetValueOrDefault(field), values.ToString());
        }

        if (query.TryGetValue(Tag, out var tags) && IsTag<T>(Tag))
        {
            body[Tags] = string.Join(',', tags.Prepend(body[Tags]?.GetValue<string>()).Where(tag => !string.IsNullOrEmpty(tag)));
        }

        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private static bool IsTag<T>(string parameter) => parameter == Tag && RequestFields<T>.Types.ContainsKey(Tags);

    /// <summary>A text as the value that a field of this type takes; what is none stays a text, and is refused as one.</summary>
    public static JsonValue? Value(Type? type, string text)
    {
        var plain = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool) && bool.TryParse(text, out var flag)) return JsonValue.Create(flag);
        if ((plain == typeof(int) || plain == typeof(long))
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return JsonValue.Create(number);
        }

        return JsonValue.Create(text);
    }
}
