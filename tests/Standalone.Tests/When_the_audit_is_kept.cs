using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RentABot.TestServers;

namespace RentABot.Standalone.Tests;

public sealed class When_the_audit_is_kept : IDisposable
{
    private const string WrongToken = "wrong-0123456789abcdef";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly HttpClient _client = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Log => Path.Combine(_directory.FullName, "audit.jsonl");

    public void Dispose()
    {
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>The program is stopped right after the last refusal: it still writes that down, and the file goes on later.</summary>
    [Fact]
    public async Task Should_have_each_change_and_each_refusal_once_without_their_tokens()
    {
        string token;
        await using (var first = Start())
        {
            var server = await ReadyAsync(first);
            await PostAsync(server, "", 201, new JsonObject { ["name"] = "board" });
            token = (string)(await PostAsync(server, "/1/lock", 200, []))["lock_token"]!;
            await PostAsync(server, "/1/lock", 409, []);
            await PostAsync(server, $"/1/unlock?lock_token={WrongToken}", 403);
            await PostAsync(server, $"/1/unlock?lock_token={token}", 200);
            await PostAsync(server, $"/1/unlock?lock_token={WrongToken}", 403);
            Assert.Equal(0, await first.InterruptAsync());
        }

        await using var second = Start();
        var again = await ReadyAsync(second);
        await PostAsync(again, "", 201, new JsonObject { ["name"] = "other" });
        var audit = await _client.GetFromJsonAsync<JsonObject>(new Uri(again, "/api/v1/audit"), Cancelled);
        var rows = audit!["audit"]!.AsArray().Select(row => row!.ToJsonString()).ToArray();
        await Eventually.HoldsAsync(() => File.ReadAllLines(Log).Length >= rows.Length, TimeSpan.FromSeconds(30), "the file has every row");

        var types = audit["audit"]!.AsArray().Select(row => (string)row!["event_type"]!).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["LockAcquired", "LockReleased", "RequestRefused", "RequestRefused", "RequestRefused", "ResourceRegistered", "ResourceRegistered"], types);
        Assert.Equal(rows, File.ReadAllLines(Log).Select(line => JsonNode.Parse(line)!.ToJsonString()));
        Assert.All(rows, row => Assert.DoesNotContain(token, row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain(WrongToken, row, StringComparison.Ordinal));
    }

    private StandaloneProcess Start() => StandaloneProcess.Start(
        _directory.FullName, "--port", "0", "--persist", $"sqlite://{_directory.FullName}/kept.sqlite", "--audit-log", Log);

    private async Task<Uri> ReadyAsync(StandaloneProcess program)
    {
        var server = await program.ServingAsync();
        await Eventually.HoldsAsync(
            async () => (await _client.GetAsync(new Uri(server, "/readiness"), Cancelled)).IsSuccessStatusCode,
            TimeSpan.FromSeconds(60),
            "the program is ready");
        return server;
    }

    private async Task<JsonObject> PostAsync(Uri server, string path, int status, JsonObject? body = null)
    {
        using var answer = await _client.PostAsync(
            new Uri(server, "/api/v1/resources" + path), body is null ? null : JsonContent.Create(body), Cancelled);
        Assert.Equal(status, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
    }
}
