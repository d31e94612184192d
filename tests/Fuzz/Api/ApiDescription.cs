using System.Globalization;
using System.Text.Json;

namespace RentABot.Fuzz.Api;

/// <summary>Reads the operations out of an OpenAPI document.</summary>
internal sealed class ApiDescription(JsonElement document)
{
    public IReadOnlyList<Operation> Operations() =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select Read(path.Name, operation.Name, operation.Value),
    ];

    private Operation Read(string path, string method, JsonElement operation)
    {
        var contents = operation.TryGetProperty("requestBody", out var body)
            ? body.GetProperty("content").EnumerateObject().ToDictionary(content => content.Name, content => content.Value.GetProperty("schema"))
            : [];
        return new Operation
        {
            Id = operation.GetProperty("operationId").GetString()!,
            Method = new HttpMethod(method.ToUpperInvariant()),
            Path = path,
            Parameters = operation.TryGetProperty("parameters", out var parameters)
                ? [.. parameters.EnumerateArray().Select(one => FieldOf(one.GetProperty("name").GetString()!, one.GetProperty("in").GetString()!, one.GetProperty("schema")))]
                : [],
            ContentTypes = [.. contents.Keys],
            Body = contents.Values.Select(Follow).FirstOrDefault(schema => schema.TryGetProperty("properties", out _)) is { ValueKind: JsonValueKind.Object } schema
                ? [.. schema.GetProperty("properties").EnumerateObject().Select(property => FieldOf(property.Name, "body", property.Value))]
                : [],
            Statuses = operation.GetProperty("responses").EnumerateObject()
                .Select(response => int.Parse(response.Name, CultureInfo.InvariantCulture)).ToHashSet(),
        };
    }

    private Field FieldOf(string name, string place, JsonElement schema) => new(name, place, KindOf(schema));

    private ValueKind KindOf(JsonElement schema)
    {
        schema = Follow(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var kinds = choices.EnumerateArray().Where(choice => !TypesOf(Follow(choice)).SequenceEqual(["null"])).Select(KindOf).ToList();
            return kinds.Contains(ValueKind.Texts) && kinds.Count > 1 ? ValueKind.Tags : kinds[0];
        }

        if (schema.TryGetProperty("format", out var format) && format.ValueEquals("date-time")) return ValueKind.Instant;
        return TypesOf(schema).First(type => type != "null") switch
        {
            "integer" => ValueKind.Number,
            "boolean" => ValueKind.Flag,
            "array" => ValueKind.Texts,
            _ => ValueKind.Text,
        };
    }

    private static IEnumerable<string> TypesOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!]
        : ["string"];

    private JsonElement Follow(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        return schema;
    }
}
