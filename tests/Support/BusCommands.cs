using System.Text.Json;

namespace RentABot.Support;

/// <summary>What tests on the bus do again and again.</summary>
internal static class BusCommands
{
    public static async Task<long> RegisterAsync(this BusClient bus, string name, params string[] tags)
    {
        var answer = await bus.AskAsync("RegisterResource", new { name, tags });
        Assert.Equal("RegisterResourceResult", answer.Type);
        return answer.Body.GetProperty("resource").GetProperty("id").GetInt64();
    }

    public static async Task<JsonElement> LockAsync(this BusClient bus, long resourceId, BusEnvelope? envelope = null)
    {
        var answer = await bus.AskAsync("LockResources", new { resourceId }, envelope);
        Assert.True(answer.Type == "LockResourcesResult", answer.Raw);
        return Assert.Single(answer.Body.GetProperty("locks").EnumerateArray());
    }

    public static string Token(this JsonElement granted) => granted.GetProperty("lockToken").GetString()!;
}
