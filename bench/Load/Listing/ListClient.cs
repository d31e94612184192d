using System.Diagnostics;
using System.Text;
using System.Text.Json;
using RentABot.Load.Http;
using RentABot.Load.Loops;
using RentABot.Load.Rest;

namespace RentABot.Load.Listing;

/// <summary>Asks for a hundred resources of one kind: for all that there is to tell of them, or for what has changed.</summary>
internal sealed class ListClient(HttpConnection connection, byte[] request, long[]? expected) : IClient
{
    private const int Limit = 100;
    private const int Kind = 7;

    private static string Path { get; } = $"/api/v1/resources?limit={Limit}&tags={Devices.Board(Kind)}";

    public static async Task<IReadOnlyList<IClient>> ConnectForAllAsync(Uri server, IReadOnlyList<long> resources, int clients)
    {
        var expected = Enumerable.Range(0, Limit).Select(n => resources[Kind + (n * Devices.Boards)]).ToArray();
        return await ConnectAsync(server, HttpRequest.Get(Path), expected, clients);
    }

    public static async Task<IReadOnlyList<IClient>> ConnectForChangesAsync(Uri server, IReadOnlyList<long> resources, int clients)
    {
        using var connection = await HttpConnection.OpenAsync(server);
        var first = await connection.SendAsync(HttpRequest.Get(Path), CancellationToken.None);
        first.Expect(200, "list");
        var tag = Encoding.ASCII.GetString(new HttpHead(first.Head.Span).Value("etag"u8));
        return await ConnectAsync(server, HttpRequest.Get(Path, $"If-None-Match: {tag}\r\n"), expected: null, clients);
    }

    public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(request, cancellationToken);
        var answered = Stopwatch.GetTimestamp();
        if (expected is null)
        {
            answer.Expect(304, "list");
        }
        else
        {
            Check(answer.Expect(200, "list"), expected);
        }

        return answered;
    }

    public void Dispose() => connection.Dispose();

    private static async Task<IReadOnlyList<IClient>> ConnectAsync(Uri server, byte[] request, long[]? expected, int clients)
    {
        var connected = new List<IClient>();
        for (var i = 0; i < clients; i++) connected.Add(new ListClient(await HttpConnection.OpenAsync(server), request, expected));
        return connected;
    }

    private static void Check(ReadOnlySpan<byte> json, long[] expected)
    {
        var reader = new Utf8JsonReader(json);
        var count = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 3 || !reader.ValueTextEquals("id"u8)) continue;
            reader.Read();
            var id = reader.GetInt64();
            if (count >= Limit || id != expected[count]) throw new WrongAnswerException($"Entry {count} of the list is resource {id}.");
            count++;
        }

        if (count != Limit) throw new WrongAnswerException($"The list has {count} entries.");
    }
}
