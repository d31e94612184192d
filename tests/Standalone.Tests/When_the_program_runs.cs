using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using RentABot.Hosting;
using RentABot.TestServers;

namespace RentABot.Standalone.Tests;

public sealed class When_the_program_runs : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly HttpClient _client = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_show_every_metric()
    {
        await using var program = Start();
        var server = await program.ServingAsync();
        await ReadyAsync(server);
        Exposition? scrape = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                scrape = Exposition.Parse(await _client.GetStringAsync(new Uri(server, "/metrics"), Cancelled));
                return scrape.Types.ContainsKey("rentabot_resources") && scrape.Types.ContainsKey("rentabot_webhook_deliveries");
            },
            TimeSpan.FromSeconds(30),
            "the state is told");

        // All but those of a broker, which is not there.
        Assert.Equal(
            [
                "rentabot_active_locks gauge", "rentabot_api_request_duration_seconds histogram", "rentabot_event_relay_lag_seconds gauge",
                "rentabot_event_relay_pending gauge", "rentabot_expiry_delay_seconds histogram", "rentabot_live_connections gauge",
                "rentabot_live_cut_off_total counter", "rentabot_lock_acquisitions_total counter", "rentabot_lock_duration_seconds histogram",
                "rentabot_lock_expirations_total counter", "rentabot_queue_wait_seconds histogram", "rentabot_reservation_queue_depth gauge",
                "rentabot_resource_utilization_ratio gauge", "rentabot_resources gauge", "rentabot_webhook_attempts_total counter",
                "rentabot_webhook_deliveries gauge",
            ],
            scrape!.Types.Where(metric => metric.Key.StartsWith("rentabot_", StringComparison.Ordinal))
                .Select(metric => $"{metric.Key} {metric.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["{}"], scrape.HistogramsOf("rentabot_lock_duration_seconds").Select(labels => labels.Length == 0 ? "{}" : labels));
        Assert.Equal(0, scrape["rentabot_lock_duration_seconds_count"]);
        Assert.Equal(10, scrape.HistogramsOf("rentabot_queue_wait_seconds").Count());
    }

    [Fact]
    public async Task Should_serve_every_device_of_the_sample()
    {
        await using var program = Start("--config", Repository.PathOf("samples/kernelci-labs.yaml"));
        var server = await program.ServingAsync();
        await ReadyAsync(server);
        var list = await _client.GetFromJsonAsync<JsonObject>(new Uri(server, "/api/v1/resources?limit=1"), Cancelled);
        Assert.Equal(141, (int)list!["total"]!);
    }

    [Fact]
    public async Task Should_say_that_state_ends_with_it_and_stop_on_an_interrupt()
    {
        await using var program = Start();
        await program.ServingAsync();
        Assert.Equal(0, await program.InterruptAsync());
        Assert.Contains("State ends with this process", program.Output, StringComparison.Ordinal);
        Assert.Contains("--persist sqlite:///", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_find_nothing_wrong_while_it_starts_with_an_empty_database()
    {
        await using var program = Start();
        await ReadyAsync(await program.ServingAsync());
        Assert.DoesNotContain(program.Output.Split('\n'), line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_find_a_descriptor_in_the_working_directory()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "rentabot.yaml"), "found: {tags: here}\n", Cancelled);
        await using var program = Start();
        var server = await program.ServingAsync();
        await ReadyAsync(server);
        var list = await _client.GetFromJsonAsync<JsonObject>(new Uri(server, "/api/v1/resources?tags=here"), Cancelled);
        Assert.Equal("found", (string?)list!["resources"]![0]!["name"]);
    }

    [Fact]
    public async Task Should_keep_its_state_where_it_is_told_even_when_killed()
    {
        var storage = $"sqlite://{_directory.FullName}/kept.sqlite";
        JsonObject granted;
        await using (var first = Start("--persist", storage))
        {
            var server = await first.ServingAsync();
            await ReadyAsync(server);
            await PostAsync(server, "/api/v1/resources", new JsonObject { ["name"] = "kept" });
            granted = await PostAsync(server, "/api/v1/resources/1/lock", []);
            first.Kill();
            await first.EndAsync();
        }

        await using var second = Start("--persist", storage);
        var again = await second.ServingAsync();
        await ReadyAsync(again);
        var resource = await _client.GetFromJsonAsync<JsonObject>(new Uri(again, "/api/v1/resources/1"), Cancelled);
        Assert.True((bool)resource!["locked"]!);
        var token = (string)granted["lock_token"]!;
        var freed = await PostAsync(again, "/api/v1/resources/1/unlock", new JsonObject { ["lock_token"] = token });
        Assert.False((bool)freed["resource"]!["locked"]!);
        Assert.Contains(storage["sqlite://".Length..], second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--config", "missing.yaml", "--config")]
    [InlineData("--persist", "sqlite:///proc/none/db.sqlite", "--persist")]
    public async Task Should_stop_with_one_line_on_a_wrong_setting(string option, string value, string named)
    {
        await using var program = Start(option, value);
        Assert.Equal(2, await program.EndAsync());
        var line = Assert.Single(program.Output.Split('\n'));
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_stop_with_one_line_where_somebody_listens_already()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var program = StandaloneProcess.Start(_directory.FullName, "--port", $"{port}");
        Assert.Equal(2, await program.EndAsync());
        var line = Assert.Single(program.Output.Split('\n'));
        Assert.Contains($"http://127.0.0.1:{port}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_stop_with_the_line_of_a_bad_entry()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "bad.yaml"), "good: {}\nbad: {max_lock_duration: -1}\n", Cancelled);
        await using var program = Start("--config", "bad.yaml");
        Assert.Equal(2, await program.EndAsync());
        Assert.Contains("line 2", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_tell_its_version()
    {
        await using var program = Start("--version");
        Assert.Equal(0, await program.EndAsync());
        Assert.StartsWith(ServiceHost.Version, program.Output, StringComparison.Ordinal);
    }

    private StandaloneProcess Start(params string[] args) =>
        StandaloneProcess.Start(_directory.FullName, args.Contains("--version") ? args : [.. args, "--port", "0"]);

    private Task ReadyAsync(Uri server) => Eventually.HoldsAsync(
        async () => (await _client.GetAsync(new Uri(server, "/readiness"), Cancelled)).IsSuccessStatusCode,
        TimeSpan.FromSeconds(60),
        "the program is ready");

    private async Task<JsonObject> PostAsync(Uri server, string path, JsonObject body)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(server, path), body, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
    }
}
