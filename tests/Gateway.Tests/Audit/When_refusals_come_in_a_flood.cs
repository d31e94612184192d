using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Audit;

public sealed class When_refusals_come_in_a_flood : GatewayTest
{
    private const int Most = 5;

    protected override string[] Settings => [$"Audit:MaxRefusalsPerSecond={Most}"];

    [Fact]
    public async Task Should_keep_as_many_as_may_be_and_count_the_others()
    {
        const int Flood = 200;
        for (var i = 0; i < Flood; i++) await Client.ReadAsync("resources?limit=x").ProblemAsync(422, "invalid");
        JsonElement[] rows = [];
        await TestServers.Eventually.HoldsAsync(
            async () => (rows = await Client.AuditAsync()).Sum(CountOf) == Flood, TimeSpan.FromSeconds(30), "every refusal is written or counted");
        Assert.Contains(rows, row => row.Text("event_type") == "RefusalsDropped" && row.Text("actor") == "rentabot");
        Assert.All(
            rows.GroupBy(row => row.Text("event_type") == "RefusalsDropped"), group => Assert.NotEmpty(group));
        Assert.Contains(Host.Logs, line => line.Contains("refused attempts were not written down", StringComparison.Ordinal));
    }

    private static long CountOf(JsonElement row) =>
        row.GetProperty("details").TryGetProperty("dropped", out var dropped) ? dropped.GetInt64() : 1;
}
