using System.Net;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Metrics;

public sealed class When_metrics_are_scraped : GatewayTest
{
    private const string Durations = "rentabot_api_request_duration_seconds";

    [Fact]
    public async Task Should_have_every_route_at_zero_before_the_first_call()
    {
        var document = await Client.ReadAsync("/openapi/v1.json").JsonAsync();
        var routes = document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        var scrape = await ScrapeAsync();

        Assert.Equal("histogram", scrape.Types[Durations]);
        Assert.Equal(routes.Order(StringComparer.Ordinal), scrape.HistogramsOf(Durations).Select(RouteOf).Order(StringComparer.Ordinal));
        Assert.All(
            scrape.Series.Where(series => series.Key.StartsWith(Durations, StringComparison.Ordinal)),
            series => Assert.Equal(0, series.Value));
    }

    [Fact]
    public async Task Should_tell_of_listeners_before_the_first_one()
    {
        var scrape = await ScrapeAsync();

        string[] ofListeners = [.. scrape.Of("rentabot_live_connections"), .. scrape.Of("rentabot_live_cut_off_total")];
        Assert.Equal(
            from metric in (string[])["connections", "cut_off_total"] from kind in (string[])["sse", "websocket"] select $$"""rentabot_live_{{metric}}{kind="{{kind}}"}""",
            ofListeners.Order(StringComparer.Ordinal));
        Assert.All(ofListeners, series => Assert.Equal(0, scrape[series]));
    }

    [Fact]
    public async Task Should_have_buckets_from_milliseconds_to_the_longest_wait()
    {
        var scrape = await ScrapeAsync();

        string[] bounds = ["0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "65", "310", "+Inf"];
        Assert.Equal(
            bounds.Select(bound => $$"""{{Durations}}_bucket{method="GET",route="/api/v1/whoami",status="200",le="{{bound}}"}"""),
            scrape.Of(Durations + "_bucket").Where(series => series.Contains("whoami", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Should_tell_each_call_by_its_route_method_and_status()
    {
        await Client.ReadAsync("whoami").JsonAsync();
        await Client.ReadAsync("whoami").JsonAsync();
        await Client.ReadAsync($"resources/{123}").ProblemAsync(404, "resource_not_found");
        await Client.ReadAsync("reservations?status=none").ProblemAsync(422, "invalid");

        var scrape = await ScrapeAsync();

        Assert.Equal(2, scrape[Count("GET", "/api/v1/whoami", 200)]);
        Assert.Equal(1, scrape[Count("GET", "/api/v1/resources/{id}", 404)]);
        Assert.Equal(0, scrape[Count("GET", "/api/v1/resources/{id}", 200)]);
        Assert.Equal(1, scrape[Count("GET", "/api/v1/reservations", 422)]);
        Assert.Equal(2, scrape[$$"""{{Durations}}_bucket{method="GET",route="/api/v1/whoami",status="200",le="+Inf"}"""]);

        // What was recorded and what was not stand together, and nothing twice: the text was read strictly.
        Assert.Equal(32, scrape.HistogramsOf(Durations).Count());
    }

    [Fact]
    public async Task Should_not_grow_with_what_clients_make_up()
    {
        for (var i = 0; i < 60; i++)
        {
            using var unknown = await Client.ReadAsync($"made-up-{i}/\"%0A{i}");
            using var method = await Client.SendAsync(new HttpMethod($"METHOD{i}"), "whoami", null, "");
            using var both = await Client.SendAsync(new HttpMethod($"METHOD{i}"), $"made-up-{i}", null, "");
            using var elsewhere = await Client.ReadAsync($"/nothing-{i}");
            using var value = await Client.ReadAsync($"resources/{i}?tags=made-up-{i}");
        }

        var scrape = await ScrapeAsync();

        Assert.Equal(["404", "405"], scrape.HistogramsOf(Durations)
            .Where(labels => Label(labels, "route") == "other")
            .Select(labels => Label(labels, "status"))
            .Distinct().Order(StringComparer.Ordinal));
        Assert.Subset(new HashSet<string> { "GET", "POST", "PUT", "PATCH", "DELETE", "other" }, scrape.ValuesOf("method").ToHashSet());
        Assert.DoesNotContain(scrape.Series.Keys, series => series.Contains("made-up", StringComparison.Ordinal));
        Assert.DoesNotContain(scrape.Series.Keys, series => series.Contains("METHOD", StringComparison.Ordinal));
        Assert.InRange(scrape.HistogramsOf(Durations).Count(), 30, 35);
    }

    [Fact]
    public async Task Should_have_the_same_bound_in_every_histogram_and_the_count_in_the_last()
    {
        await Client.ReadAsync("whoami").JsonAsync();
        var scrape = await ScrapeAsync();

        foreach (var labels in scrape.HistogramsOf(Durations))
        {
            var buckets = scrape.Of(Durations + "_bucket")
                .Where(series => series.Contains(labels[..^1] + ",le=", StringComparison.Ordinal))
                .ToList();
            Assert.Equal(16, buckets.Count);
            Assert.Equal(scrape[Durations + "_count" + labels], scrape[buckets[^1]]);
        }
    }

    [Fact]
    public async Task Should_count_what_fails_by_the_route_that_failed()
    {
        await using var host = await GatewayHost.StartAsync("Gateway:AnswerTimeout=00:00:00.05");

        await host.Client.PostAsync("resources/1/lock", "{}").ProblemAsync(503, "allocator_unavailable");

        Assert.Equal(1, (await ScrapeAsync(host))[Count("POST", "/api/v1/resources/{id}/lock", 503)]);
    }

    [Fact]
    public async Task Should_show_the_runtime_and_nothing_of_addresses()
    {
        var scrape = await ScrapeAsync();

        Assert.Contains("dotnet_process_cpu_time_seconds_total", scrape.Types.Keys);
        Assert.DoesNotContain(scrape.Series.Keys, series => series.Contains("destination", StringComparison.Ordinal));
        Assert.DoesNotContain(scrape.Types.Keys, name => name is "target_info" || name.Contains("_active", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_be_plain_text_whatever_is_asked_for_and_kept_by_nobody()
    {
        using var response = await Client.ReadAsync(
            "/metrics", ("Accept", "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8"), ("Accept-Encoding", "gzip"));

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Exposition.Parse(await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Should_ask_nobody_who_calls_or_how_often()
    {
        await using var host = await KeyFile.StartAsync(KeyFile.Text, "RateLimit:PerMinute=1", "RateLimit:Burst=1");

        for (var i = 0; i < 5; i++) await ScrapeAsync(host);
    }

    [Fact]
    public async Task Should_not_be_in_the_document()
    {
        var document = await Client.ReadAsync("/openapi/v1.json").JsonAsync();

        Assert.False(document.GetProperty("paths").TryGetProperty("/metrics", out _));
    }

    private static string Count(string method, string route, int status) =>
        $$"""{{Durations}}_count{method="{{method}}",route="{{route}}",status="{{status}}"}""";

    private static string RouteOf(string labels) => $"{Label(labels, "method")} {Label(labels, "route")}";

    private static string Label(string labels, string name) => labels.Split($"{name}=\"")[1].Split('"')[0];

    private Task<Exposition> ScrapeAsync() => ScrapeAsync(Host);

    private static async Task<Exposition> ScrapeAsync(GatewayHost host)
    {
        using var response = await host.Client.ReadAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Exposition.Parse(await response.Content.ReadAsStringAsync(Cancelled));
    }
}
