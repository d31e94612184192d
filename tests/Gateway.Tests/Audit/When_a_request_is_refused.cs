using System.Text.Json;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Audit;

public sealed class When_a_request_is_refused : IAsyncLifetime
{
    private const string Refused = "?success=false";
    private GatewayHost _host = null!;

    private HttpClient Client => _host.Client;

    public async ValueTask InitializeAsync() => _host = await KeyFile.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(401, "not_authenticated", "GET", "resources/5", "nobody", "anonymous")]
    [InlineData(403, "role_too_low", "POST", "resources/5/lock", "readonly", "looker")]
    [InlineData(422, "invalid", "POST", "resources/5/lock?ttl=x", "user", "ci")]
    [InlineData(422, "invalid", "GET", "resources?limit=x", "readonly", "looker")]
    public async Task Should_write_down_who_tried_what(int status, string code, string method, string path, string role, string actor)
    {
        await Client.SendAsync(HttpMethod.Parse(method), path, null, "", KeyFile.Of(role), ("User-Agent", "probe/1")).ProblemAsync(status, code);
        var row = Assert.Single(await RefusedAsync(1));
        var address = "/api/v1/" + path.Split('?')[0];
        Assert.Equal((actor, "RequestRefused", "probe/1"), (row.Text("actor"), row.Text("event_type"), row.Text("user_agent")));
        Assert.Equal($$"""{"status":{{status}},"code":"{{code}}","method":"{{method}}","path":"{{address}}"}""", row.GetProperty("details").GetRawText());
        Assert.Equal(path.Contains("/5", StringComparison.Ordinal) ? 5 : null, row.GetProperty("resource_id").Deserialize<long?>());
    }

    [Theory]
    [InlineData(409, "already_locked")]
    [InlineData(410, "lock_lost")]
    [InlineData(403, "invalid_lock_token")]
    public async Task Should_write_down_what_the_allocator_refuses(int status, string code)
    {
        _host.Allocator.On<LockResources>(_ => new CommandRejected { Code = code, Status = status, Detail = "no" });
        await Client.PostAsync("resources/5/lock", """{"client_id": "job-1"}""", KeyFile.Of("user")).ProblemAsync(status, code);
        var row = Assert.Single(await RefusedAsync(1));
        Assert.Equal(("ci", "job-1", 5), (row.Text("actor"), row.Text("client_id"), row.Number("resource_id")));
        Assert.Equal(code, row.GetProperty("details").Text("code"));
    }

    [Theory]
    [InlineData("resources/lock", """{"name": "lab.board"}""", "1 of resource 'lab.board'", 9)]
    [InlineData("resources/lock", """{"name": "lab.board", "wait": 1}""", "1 of resource 'lab.board'", 9)]
    [InlineData("resources/lock", """{"tags": "arm,usb", "quantity": 2}""", "2 of tags arm,usb", null)]
    [InlineData("resources/lock", """{"id": 5}""", null, 5)]
    [InlineData("reservations", """{"expression": "arm && !usb"}""", "1 of expression arm && !usb", null)]
    public async Task Should_write_down_what_was_asked_for(string path, string body, string? asked, int? resourceId)
    {
        var refusal = new CommandRejected
        {
            Code = "already_locked", Status = 409, Detail = "no", Figures = resourceId == 9 ? new Dictionary<string, long> { ["resource_id"] = 9 } : null,
        };
        _host.Allocator.On<LockResources>(_ => refusal);
        _host.Allocator.On<CreateReservation>(_ => refusal);
        await Client.PostAsync(path, body, KeyFile.Of("user")).ProblemAsync(409, "already_locked");
        var row = Assert.Single(await RefusedAsync(1));
        Assert.Equal(asked, row.GetProperty("details").TryGetProperty("asked", out var text) ? text.GetString() : null);
        Assert.Equal(resourceId, row.GetProperty("resource_id").Deserialize<int?>());
    }

    [Fact]
    public async Task Should_not_write_down_what_was_granted_or_is_nowhere()
    {
        foreach (var path in new[] { "resources/5", "/nowhere", "/health", "resources" })
        {
            (await Client.ReadAsync(path, KeyFile.Of("readonly"))).Dispose();
        }

        await Client.ReadAsync("reservations/00000000-0000-0000-0000-000000000001", ("X-API-Key", "wrong")).ProblemAsync(401, "not_authenticated");
        var row = Assert.Single(await RefusedAsync(1));
        Assert.Equal("00000000-0000-0000-0000-000000000001", row.Text("reservation_id"));
    }

    [Fact]
    public async Task Should_keep_keys_and_tokens_out()
    {
        const string Secret = "s3cr3t-0123456789";
        await Client.PostAsync($"resources/5/unlock?lock_token={Secret}", null, ("X-API-Key", Secret)).ProblemAsync(401, "not_authenticated");
        await Client.ReadAsync("resources", ("Authorization", "Bearer " + Secret)).ProblemAsync(401, "not_authenticated");
        _host.Allocator.On<UnlockResource>(_ => new CommandRejected { Code = "invalid_lock_token", Status = 403, Detail = "no" });
        await Client.PostAsync($"resources/5/unlock?lock_token={Secret}", null, KeyFile.Of("user")).ProblemAsync(403, "invalid_lock_token");
        Assert.All(await RefusedAsync(3), row => Assert.DoesNotContain(Secret, row.GetRawText(), StringComparison.Ordinal));
    }

    private Task<JsonElement[]> RefusedAsync(int count) => Client.AuditAsync(count, Refused, KeyFile.Of("admin"));
}
