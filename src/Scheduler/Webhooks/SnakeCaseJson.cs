using System.Text.Json;
using System.Text.Json.Nodes;

namespace RentABot.Scheduler.Webhooks;

/// <summary>An event of the log, which has camelCase as the bus has it, with the names that REST has.</summary>
internal static class SnakeCaseJson
{
    public static JsonElement Of(string body) => JsonSerializer.SerializeToElement(Renamed(JsonNode.Parse(body)));

    private static JsonNode? Renamed(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member =>
            KeyValuePair.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Key), Renamed(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Renamed)]),
        _ => node?.DeepClone(),
    };
}
