using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Live;

/// <summary>A client that listens to <c>GET /api/v1/events</c>.</summary>
internal sealed class EventListener : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventListener(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _items = SseParser.Create(stream).EnumerateAsync(Cancelled).GetAsyncEnumerator(Cancelled);
    }

    public HttpResponseMessage Response => _response;

    /// <summary>The position that the first heartbeat told.</summary>
    public long Began { get; private set; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Listens as soon as this returns.</summary>
    public static async Task<EventListener> OpenAsync(HttpClient client, string query = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Http.Api}/events{query}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var listener = new EventListener(response, await response.Content.ReadAsStreamAsync(Cancelled));
        var first = await listener.NextAsync(heartbeats: true);
        Assert.Equal("heartbeat", first!.Type);
        listener.Began = first.Id;
        return listener;
    }

    /// <summary>The next that is no heartbeat; null: the stream has ended.</summary>
    public Task<Heard?> NextAsync() => NextAsync(heartbeats: false);

    public async Task<Heard?> NextAsync(bool heartbeats)
    {
        while (await _items.MoveNextAsync())
        {
            var item = _items.Current;
            if (item.EventType == "heartbeat" && !heartbeats) continue;
            return new Heard(item.EventType, long.Parse(item.EventId!, System.Globalization.CultureInfo.InvariantCulture), JsonElement.Parse(item.Data));
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        _response.Dispose();
    }

    /// <summary>One of the stream.</summary>
    internal sealed record Heard(string Type, long Id, JsonElement Data);
}
