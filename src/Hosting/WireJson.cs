using System.Text.Json;
using System.Text.Json.Serialization;

namespace RentABot.Hosting;

/// <summary>JSON as the bus has it, for what is kept in the database or carried inside a message.</summary>
public static class WireJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
