using System.Text.Json;
using System.Text.Json.Serialization;

namespace RentABot.Allocator.Writing;

/// <summary>JSON as the bus has it, for what is kept in the database.</summary>
internal static class WireJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
