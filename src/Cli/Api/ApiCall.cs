using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RentABot.Cli.Api;

/// <summary>
/// One intent. However often it is sent, it carries the same idempotency key, so that the server carries it out once.
/// </summary>
internal sealed class ApiCall
{
    public const string Json = "application/json";
    private const string IdempotencyKey = "Idempotency-Key";

    private readonly HttpMethod _method;
    private readonly string _path;
    private readonly byte[]? _body;
    private readonly string? _contentType;
    private readonly string? _key;

    private ApiCall(HttpMethod method, string path, byte[]? body, string? contentType, string? key) =>
        (_method, _path, _body, _contentType, _key) = (method, path, body, contentType, key);

    /// <summary>How long the server may take beyond the usual, as it was asked to wait.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>It was sent, so it may have been carried out even though no answer came.</summary>
    public bool Sent { get; set; }

    public static ApiCall Get(string path, TimeSpan wait = default) => new(HttpMethod.Get, path, null, null, null) { Wait = wait };

    public static ApiCall Delete(string path) => new(HttpMethod.Delete, path, null, null, null);

    public static ApiCall Put(string path, byte[] body, string contentType, TimeSpan wait) =>
        new(HttpMethod.Put, path, body, contentType, null) { Wait = wait };

    public static ApiCall Post(string path) => new(HttpMethod.Post, path, null, null, NewKey());

    public static ApiCall Post<T>(string path, T body, JsonTypeInfo<T> type) =>
        new(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, type), Json, NewKey());

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(_method, _path);
        if (_key is not null) request.Headers.Add(IdempotencyKey, _key);
        if (_body is not null) request.Content = new ByteArrayContent(_body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(_contentType!) } };
        return request;
    }

    private static string NewKey() => Guid.NewGuid().ToString("D");
}
