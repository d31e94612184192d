using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using OpenTelemetry.Trace;

namespace RentABot.Integration.Traces;

/// <summary>All services trace; one of them says what is recorded, which is what all of this process do.</summary>
public sealed class When_a_request_is_traced : IAsyncLifetime
{
    private const int AtOnce = 60;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly SpanKeeper _spans = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
    private Deployment _deployment = null!;
    private EventSubscriber _events = null!;

    public async ValueTask InitializeAsync()
    {
        _deployment = await Deployment.CreateAsync();

        // Nobody listens there: what is sent is lost, as it is while a collector is away.
        var collector = ("Tracing:OtlpEndpoint", "http://127.0.0.1:9");
        await _deployment.HostAsync(ServiceKind.Allocator, null, collector);
        await _deployment.HostAsync(ServiceKind.Scheduler, null, collector);
        var gateway = await _deployment.HostAsync(
            ServiceKind.Gateway,
            services => services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(_spans)),
            collector);
        _http.BaseAddress = new Uri(gateway.Url, "/api/v1/");
        _events = await _deployment.SubscribeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_events is not null) await _events.DisposeAsync();
        if (_deployment is not null) await _deployment.DisposeAsync();
    }

    [Fact]
    public async Task Should_lead_from_the_request_through_the_command_and_the_transaction_to_the_event()
    {
        var resource = await _deployment.Client().RegisterAsync(Names.Unique("traced"));
        var trace = ActivityTraceId.CreateRandom();

        await PostAsync(trace, $"resources/{resource.Id}/lock");

        var told = await _events.FirstAsync("LockAcquired", e => e.ResourceId == resource.Id);
        Assert.Equal(trace, TraceOf(told));
        await EndsAsync(trace, "LockAcquired relay");
        var published = _spans.Of(trace).Single(span => span.OperationName == "RentABot.Contracts:LockAcquired send");
        ShouldHaveInOrder(
            _spans.Upwards(published).Select(span => span.DisplayName),
            "RentABot.Contracts:LockAcquired send", "LockAcquired relay", "LockResources", "rentabot-lock-resources receive",
            "RentABot.Contracts:LockResources send", "POST /api/v1/resources/{id:long}/lock");
        var transaction = _spans.Of(trace).Single(span => span.OperationName == "write transaction");
        Assert.Equal("LockResources", _spans.Upwards(transaction).ElementAt(1).OperationName);
        Assert.Contains(_spans.Of(trace), span => span.Source.Name == "Npgsql" && span.ParentSpanId == transaction.SpanId);
    }

    [Fact]
    public async Task Should_be_a_trace_of_its_own_where_commands_share_messages_and_transactions()
    {
        var client = _deployment.Client();
        var calls = new List<(ResourceView Resource, ActivityTraceId Trace)>();
        for (var i = 0; i < AtOnce; i++)
        {
            calls.Add((await client.RegisterAsync(Names.Unique("together")), ActivityTraceId.CreateRandom()));
        }

        await Task.WhenAll(calls.Select(call => PostAsync(call.Trace, $"resources/{call.Resource.Id}/lock")));

        foreach (var (resource, trace) in calls)
        {
            Assert.Equal(trace, TraceOf(await _events.FirstAsync("LockAcquired", e => e.ResourceId == resource.Id)));
            await EndsAsync(trace, "LockAcquired relay");
            var published = _spans.Of(trace).Single(span => span.OperationName == "RentABot.Contracts:LockAcquired send");
            ShouldHaveInOrder(
                _spans.Upwards(published).Select(span => span.DisplayName),
                "LockAcquired relay", "LockResources", "POST /api/v1/resources/{id:long}/lock");
            var command = _spans.Of(trace).Single(span => span.OperationName == "LockResources");
            Assert.True(
                _spans.Of(trace).Any(span => span.OperationName == "write transaction" && span.ParentSpanId == command.SpanId)
                || _spans.All.Any(span => span.OperationName == "write transaction" && command.Links.Any(link => link.Context == span.Context)),
                "The command leads to its transaction.");
        }

        Assert.Contains(_spans.All, span => span.OperationName == "RentABot.Contracts:CommandBatch send");
        Assert.Contains(_spans.All, span => span.OperationName == "write transaction" && span.Links.Any());
    }

    [Fact]
    public async Task Should_tell_no_secret_in_any_span()
    {
        const string Agent = "an-agent-that-is-nobodys-business";
        var resource = await _deployment.Client().RegisterAsync(Names.Unique("secret"));
        var trace = ActivityTraceId.CreateRandom();
        var token = (await PostAsync(trace, $"resources/{resource.Id}/lock")).GetProperty("lock_token").GetString()!;

        await PostAsync(trace, $"resources/{resource.Id}/unlock?lock_token={token}", Agent);
        await EndsAsync(trace, "LockReleased relay");

        var told = _spans.All.SelectMany(TextsOf).ToList();
        Assert.Contains("rentabot-unlock-resource", told);
        Assert.DoesNotContain(told, text => text.Contains(token, StringComparison.Ordinal) || Secrets.TokensIn(text).Any());
        Assert.DoesNotContain(
            told, text => text.Contains("lock_token=", StringComparison.Ordinal) || text.Contains(Agent, StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains("Password", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_spans.All.SelectMany(span => span.TagObjects), tag => tag.Key is "url.query" or "user_agent.original");
    }

    [Fact]
    public async Task Should_not_be_lost_among_what_the_services_ask_again_and_again()
    {
        await _deployment.Client().RegisterAsync(Names.Unique("quiet"));
        using var readiness = await _http.GetAsync(new Uri("/readiness", UriKind.Relative), TestContext.Current.CancellationToken);
        var trace = ActivityTraceId.CreateRandom();
        await GetAsync(trace, "resources");

        await Eventually.HoldsAsync(
            () => _spans.Of(trace).Any(span => span.DisplayName.StartsWith("GET /api/v1/resources", StringComparison.Ordinal)),
            Soon,
            "the request has ended");

        Assert.Contains(_spans.Of(trace), span => span.Source.Name == "Npgsql");
        Assert.DoesNotContain(_spans.All, span => span.Source.Name == "Npgsql" && span.ParentSpanId == default);
        Assert.DoesNotContain(_spans.All, span => span.DisplayName.Contains("readiness", StringComparison.Ordinal));
    }

    private static ActivityTraceId TraceOf(ReceivedEvent told) => ActivityTraceId.CreateFromString(told.TraceParent.AsSpan(3, 32));

    private static IEnumerable<string> TextsOf(Activity span) =>
    [
        span.DisplayName,
        .. span.TagObjects.Select(tag => $"{tag.Value}"),
        .. span.Baggage.Select(item => $"{item.Value}"),
        .. span.Events.SelectMany(e => e.Tags).Select(tag => $"{tag.Value}"),
        $"{span.StatusDescription}",
    ];

    private static void ShouldHaveInOrder(IEnumerable<string> names, params string[] wanted)
    {
        var all = names.ToList();
        var found = wanted.Select(name => all.IndexOf(name)).ToList();
        Assert.True(!found.Contains(-1) && found.SequenceEqual(found.Order()), $"{string.Join(" < ", wanted)} in {string.Join(" < ", all)}");
    }

    /// <summary>Spans that hold others end after them.</summary>
    private Task EndsAsync(ActivityTraceId trace, string span) => Eventually.HoldsAsync(
        () => _spans.Of(trace).Any(other => other.OperationName == span) && _spans.Of(trace).Any(other => other.Kind == ActivityKind.Server),
        Soon,
        $"{span} has ended");

    private Task<JsonElement> PostAsync(ActivityTraceId trace, string path, string? agent = null) => SendAsync(HttpMethod.Post, trace, path, agent);

    private Task<JsonElement> GetAsync(ActivityTraceId trace, string path) => SendAsync(HttpMethod.Get, trace, path, null);

    private async Task<JsonElement> SendAsync(HttpMethod method, ActivityTraceId trace, string path, string? agent)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        if (agent is not null) request.Headers.Add("User-Agent", agent);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
