using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using RentABot.Load.Http;
using RentABot.Load.Loops;

namespace RentABot.Load.Live;

/// <summary>Listens to all events, in order and without a gap, and takes the time of each that tells of a lock.</summary>
internal sealed class EventListener : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<DateTimeOffset?>> _items;
    private long _last;

    private EventListener(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _items = SseParser.Create(stream, OccurredAt).EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>How many events were heard.</summary>
    public long Count { get; private set; }

    /// <summary>Returns when it is listening.</summary>
    public static async Task<EventListener> OpenAsync(HttpClient client)
    {
        var response = await client.GetAsync(new Uri("/api/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var listener = new EventListener(response, await response.Content.ReadAsStreamAsync());
        await listener._items.MoveNextAsync();
        listener._last = IdOf(listener._items.Current);
        return listener;
    }

    /// <summary>Listens until it has heard so many events.</summary>
    public async Task ListenAsync(long count, Latencies latencies, TimeProvider clock)
    {
        for (Count = 0; Count < count;)
        {
            if (!await _items.MoveNextAsync()) throw new WrongAnswerException("A stream of events ended.");
            var (id, occurredAt) = (IdOf(_items.Current), _items.Current.Data);
            if (occurredAt is null && id == _last) continue;
            if (id != _last + 1) throw new WrongAnswerException($"Event {id} came after {_last}.");
            _last = id;
            Count++;
            latencies.Record(clock.GetUtcNow() - occurredAt!.Value);
        }
    }

    public void Dispose() => _response.Dispose();

    private static long IdOf(SseItem<DateTimeOffset?> item) => long.Parse(item.EventId!, CultureInfo.InvariantCulture);

    /// <summary>Null in a heartbeat, of which it says nothing else.</summary>
    private static DateTimeOffset? OccurredAt(string type, ReadOnlySpan<byte> data)
    {
        if (type == "heartbeat") return null;
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("occurred_at"u8)) continue;
            reader.Read();
            return reader.GetDateTimeOffset();
        }

        throw new WrongAnswerException($"A {type} is {Encoding.UTF8.GetString(data)}.");
    }
}
