using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace RentABot.Integration.Support;

/// <summary>A client that listens to <c>GET /api/v1/events</c> of one gateway, from when it is made.</summary>
internal sealed class EventListener : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<SseItem<string>> _heard = [];
    private readonly Task _listening;

    private EventListener(HttpClient http, HttpResponseMessage response)
    {
        _http = http;
        _listening = ListenAsync(response);
    }

    /// <summary>The sequences of what was heard, heartbeats apart.</summary>
    public IReadOnlyList<long> Sequences => [.. Heard.Where(item => item.EventType != "heartbeat").Select(IdOf)];

    /// <summary>The last position that was told.</summary>
    public long Position => Heard.Count == 0 ? 0 : IdOf(Heard[^1]);

    private IReadOnlyList<SseItem<string>> Heard
    {
        get
        {
            lock (_gate) return [.. _heard];
        }
    }

    /// <param name="gateway">Whom it listens to.</param>
    /// <param name="lastEventId">The last event that it has; null: it wants what comes from now on.</param>
    public static async Task<EventListener> OpenAsync(Uri gateway, long? lastEventId = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, "/api/v1/events"));
        if (lastEventId is { } id) request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var listener = new EventListener(http, response);
        await Eventually.HoldsAsync(() => listener.Heard.Count > 0, TimeSpan.FromSeconds(30), "the stream has begun");
        return listener;
    }

    /// <summary>Waits until it has heard of an event, or of a later one.</summary>
    public Task HearsAsync(long sequence) =>
        Eventually.HoldsAsync(() => Position >= sequence, TimeSpan.FromSeconds(60), $"event {sequence} is heard");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync(HttpResponseMessage response)
    {
        using (response)
        {
            try
            {
                await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(_stop.Token)).EnumerateAsync(_stop.Token))
                {
                    Secrets.Search("event stream", item.Data);
                    if (item.EventType != "heartbeat") Assert.Equal(JsonValueKind.Object, JsonElement.Parse(item.Data).ValueKind);
                    lock (_gate) _heard.Add(item);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
            {
                // The test wants no more, or the gateway is gone.
            }
        }
    }

    private static long IdOf(SseItem<string> item) => long.Parse(item.EventId!, CultureInfo.InvariantCulture);
}
