using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RentABot.Support;

/// <summary>What the gateway answered.</summary>
internal sealed record RestAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, string Raw)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>It repeats the answer to an earlier request with the same idempotency key.</summary>
    public bool Replayed => Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Single() == "true";

    public JsonElement Json => JsonElement.Parse(Raw);

    /// <summary>The stable word of a problem document.</summary>
    public string? Code => !Succeeded && Raw.StartsWith('{') && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The body of a success; a problem fails the test.</summary>
    public T As<T>()
    {
        Assert.True(Succeeded, $"{(int)Status}: {Raw}");
        return JsonSerializer.Deserialize<T>(Raw, SnakeCase)!;
    }

    /// <summary>Checks that it is a problem document with this status and code.</summary>
    public void ShouldBe(HttpStatusCode status, string code)
    {
        Assert.Equal(((int)status, code), ((int)Status, Code ?? Raw));
    }
}
