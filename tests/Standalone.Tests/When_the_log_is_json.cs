using System.Text.Json;
using Microsoft.Data.Sqlite;
using RentABot.TestServers;

namespace RentABot.Standalone.Tests;

public sealed class When_the_log_is_json : IDisposable
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string WrongToken = "wrong-0123456789abcdef";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_directory.FullName, "kept.sqlite");

    public void Dispose()
    {
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_have_an_object_a_line_that_tells_whose_request_it_was()
    {
        await using var program = StandaloneProcess.Start(
            _directory.FullName, "--port", "0", "--persist", $"sqlite://{Database}", "--log-format", "json", "--log-level", "debug");
        var server = await program.ServingAsync();
        await PostAsync(server, "", """{"name": "board"}""");
        await PostAsync(server, $"/1/unlock?lock_token={WrongToken}");
        await Eventually.HoldsAsync(() => Refusals(program).Any(), TimeSpan.FromSeconds(30), "the refusal is in the log");
        Assert.Equal(0, await program.InterruptAsync());

        var lines = LinesOf(program);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.EndsWith("Z", line.GetProperty("Timestamp").GetString(), StringComparison.Ordinal));
        Assert.DoesNotContain(WrongToken, program.Output, StringComparison.Ordinal);
        var refusal = Assert.Single(Refusals(program));
        Assert.Equal("POST /api/v1/resources/1/unlock was refused: 403 invalid_lock_token", refusal.GetProperty("Message").GetString());
        Assert.Equal(
            (Trace, "anonymous", "1", "/api/v1/resources/1/unlock"),
            (Id(refusal, "TraceId"), Id(refusal, "Actor"), Id(refusal, "ResourceId"), Id(refusal, "RequestPath")));
        Assert.NotEmpty(Id(refusal, "RequestId"));
    }

    /// <summary>From the request to the event, though no traces are kept.</summary>
    [Fact]
    public async Task Should_have_the_same_trace_id_wherever_a_request_leads()
    {
        await using (var program = StandaloneProcess.Start(
            _directory.FullName, "--port", "0", "--persist", $"sqlite://{Database}", "--log-format", "json"))
        {
            await PostAsync(await program.ServingAsync(), "", """{"name": "board"}""");
            Assert.Equal(0, await program.InterruptAsync());
        }

        Assert.StartsWith($"00-{Trace}-", await TraceOfTheEventAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_text_unless_asked_and_keep_no_trace()
    {
        await using (var program = StandaloneProcess.Start(_directory.FullName, "--port", "0", "--persist", $"sqlite://{Database}"))
        {
            await PostAsync(await program.ServingAsync(), "", """{"name": "board"}""");
            Assert.Equal(0, await program.InterruptAsync());
            Assert.All(program.Output.Split('\n'), line => Assert.False(line.StartsWith('{'), line));
        }

        Assert.Equal("none", await TraceOfTheEventAsync());
    }

    private static List<JsonElement> LinesOf(StandaloneProcess program) =>
        [.. program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    private static IEnumerable<JsonElement> Refusals(StandaloneProcess program) =>
        LinesOf(program).Where(line => line.GetProperty("Message").GetString()!.Contains("was refused", StringComparison.Ordinal));

    private static string Id(JsonElement line, string name) => line.GetProperty("Scopes").EnumerateArray()
        .Where(scope => scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty(name, out _))
        .Select(scope => scope.GetProperty(name).ToString())
        .First();

    private async Task<string> TraceOfTheEventAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = new SqliteCommand("SELECT coalesce(trace_parent, 'none') FROM events", connection);
        return (string)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private async Task PostAsync(Uri server, string path, string? json = null)
    {
        await Eventually.HoldsAsync(
            async () => (await _client.GetAsync(new Uri(server, "/readiness"), Cancelled)).IsSuccessStatusCode, TimeSpan.FromSeconds(60), "the program is ready");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/v1/resources" + path));
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        if (json is not null) request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _client.SendAsync(request, Cancelled);
        Assert.NotEqual(503, (int)answer.StatusCode);
    }
}
