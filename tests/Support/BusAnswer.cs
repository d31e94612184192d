using System.Text.Json;

namespace RentABot.Support;

/// <summary>The answer to a command on the bus.</summary>
internal sealed record BusAnswer(string Type, string Raw, bool Replayed)
{
    public JsonElement Body => JsonElement.Parse(Raw);

    public string? Code => Type == "CommandRejected" ? Body.GetProperty("code").GetString() : null;
}
