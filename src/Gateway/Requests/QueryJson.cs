using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RentABot.Gateway.Json;

namespace RentABot.Gateway.Requests;

/// <summary>Query parameters as the JSON body that they stand for, so that both are judged alike.</summary>
internal static class QueryJson
{
    private const string Tag = "tag";
    private const string Tags = "tags";

    public static bool Knows<T>(string parameter) =>
        Properties<T>().ContainsKey(FieldOf(parameter)) || (parameter == Tag && Properties<T>().ContainsKey(Tags));

    /// <summary>The field that a parameter stands for: <c>lock-token</c> is the old way to write <c>lock_token</c>.</summary>
    public static string FieldOf(string parameter) => parameter == "lock-token" ? "lock_token" : parameter;

    public static ReadOnlyMemory<byte> Write<T>(IQueryCollection query)
    {
        var properties = Properties<T>();
        var body = new JsonObject();
        foreach (var (parameter, values) in query)
        {
            if (parameter == Tag && properties.ContainsKey(Tags)) continue;
            var field = FieldOf(parameter);
            body[field] = Value(properties.GetValueOrDefault(field), values.ToString());
        }

        if (query.TryGetValue(Tag, out var tags) && properties.ContainsKey(Tags) && !body.ContainsKey(Tags))
        {
            body[Tags] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]);
        }

        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private static JsonValue? Value(Type? type, string text)
    {
        if (type is not null && (Nullable.GetUnderlyingType(type) ?? type) is { } plain)
        {
            if (plain == typeof(bool) && bool.TryParse(text, out var flag)) return JsonValue.Create(flag);
            if ((plain == typeof(int) || plain == typeof(long))
                && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return JsonValue.Create(number);
            }
        }

        return JsonValue.Create(text);
    }

    private static Dictionary<string, Type> Properties<T>() =>
        GatewayJson.Options.GetTypeInfo(typeof(T)).Properties.ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.Ordinal);
}
