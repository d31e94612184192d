using System.Text.Json;
using RentABot.Gateway.Json;
using RentABot.Gateway.Problems;
using RentABot.Rules;

namespace RentABot.Gateway.Requests;

/// <summary>Reads a JSON object into a request; what is wrong with it is told field by field.</summary>
internal static class JsonBinder
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static T Bind<T>(ReadOnlyMemory<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json.Span, GatewayJson.Options)
                ?? throw new ProblemException(ProblemCatalog.Invalid("body", "must be a JSON object"));
        }
        catch (JsonException)
        {
            throw new ProblemException(Diagnose<T>(json));
        }
    }

    private static Problem Diagnose<T>(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var violations = new Violations();
            Check<T>(document.RootElement, violations);
            return ProblemCatalog.Invalid(violations);
        }
        catch (JsonException exception)
        {
            return ProblemCatalog.MalformedJson($"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            return ProblemCatalog.MalformedJson("a text in it is not Unicode");
        }
    }

    private static void Check<T>(JsonElement root, Violations violations)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            violations.Add("body", "must be a JSON object");
            return;
        }

        foreach (var property in root.EnumerateObject())
        {
            if (!RequestFields<T>.Types.TryGetValue(property.Name, out var type)) violations.Add(property.Name, "is not known here");
            else if (!Fits(property.Value, type)) violations.Add(property.Name, Expected(type, property.Value.ValueKind));
        }
    }

    private static bool Fits(JsonElement value, Type type)
    {
        try
        {
            value.Deserialize(type, GatewayJson.Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Expected(Type type, JsonValueKind found) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) || t == typeof(long) => "must be a whole number",
        var t when t == typeof(bool) => "must be true or false",
        var t when t == typeof(string) => found == JsonValueKind.String ? "must be Unicode text" : "must be a string",
        var t when t == typeof(DateTimeOffset) => Instants.Form,
        var t when t == typeof(TagList) => TagListConverter.Form,
        _ => "must be an array of strings",
    };
}
