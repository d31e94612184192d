using System.Globalization;
using System.Text.Json;

namespace RentABot.Integration.Operations;

/// <summary>The audit trail has what every client tried in vain, by whichever way, in its place among the events.</summary>
public sealed class When_attempts_are_refused
{
    private const int Rounds = 40;

    [Fact]
    public async Task Should_give_whoever_follows_the_audit_each_row_once_and_in_order()
    {
        await using var deployment = await Deployment.StartAsync();
        var client = deployment.Client();
        var resource = await client.RegisterAsync("board");
        var script = Names.Unique("script");
        await using var bus = await BusClient.ConnectAsync(await RabbitMqUser.CreateAsync(deployment.Broker, script));
        await client.LockAsync(resource);

        var work = Task.WhenAll(RefuseOverRestAsync(), RefuseOverTheBusAsync(), ChangeAsync());
        var rows = new List<JsonElement>();
        var cursor = "0.0";
        while (rows.Count(row => !row.GetProperty("success").GetBoolean()) < 2 * Rounds || rows.Count(IsRegistration) < Rounds + 1)
        {
            var page = (await client.GetAsync($"audit?limit=7&cursor={cursor}")).As<JsonElement>();
            rows.AddRange(page.GetProperty("audit").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }

        await work;
        Assert.Equal(Rounds, rows.Count(row => Is(row, "RequestRefused", "anonymous", "already_locked")));
        Assert.Equal(Rounds, rows.Count(row => Is(row, "CommandRefused", script, "already_locked")));
        Assert.Equal(rows.Count, rows.Select(row => row.GetProperty("cursor").GetString()).Distinct().Count());
        var sequences = rows.ConvertAll(row => row.GetProperty("sequence").GetInt64());
        Assert.Equal(sequences.Order(), sequences);
        Assert.Equal(Cursors(await ReadAsync("limit=1000")).TakeLast(5), Cursors(await ReadAsync("last=5")));

        async Task<JsonElement> ReadAsync(string query) => (await client.GetAsync($"audit?{query}")).As<JsonElement>().GetProperty("audit");

        async Task RefuseOverRestAsync()
        {
            for (var i = 0; i < Rounds; i++) Assert.Equal("already_locked", (await deployment.Client().TryLockAsync(resource.Id, "late")).Code);
        }

        async Task RefuseOverTheBusAsync()
        {
            for (var i = 0; i < Rounds; i++) Assert.Equal("CommandRejected", (await bus.AskAsync("LockResources", new { resourceId = resource.Id })).Type);
        }

        async Task ChangeAsync()
        {
            for (var i = 0; i < Rounds; i++) await client.RegisterAsync(string.Create(CultureInfo.InvariantCulture, $"other-{i}"));
        }
    }

    private static IEnumerable<string?> Cursors(JsonElement rows) => rows.EnumerateArray().Select(row => row.GetProperty("cursor").GetString());

    private static bool IsRegistration(JsonElement row) => row.GetProperty("event_type").GetString() == "ResourceRegistered";

    private static bool Is(JsonElement row, string type, string actor, string code) =>
        row.GetProperty("event_type").GetString() == type
        && row.GetProperty("actor").GetString() == actor
        && row.GetProperty("details").GetProperty("code").GetString() == code;
}
