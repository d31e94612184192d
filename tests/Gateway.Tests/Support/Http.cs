using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace RentABot.Gateway.Tests.Support;

/// <summary>Requests and answers as tests write them.</summary>
internal static class Http
{
    public const string Api = "/api/v1";

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, string? json = null, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Post, path, json, "application/json", headers);

    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string path, string? body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"{Api}/{path}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> ReadAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Get, path, null, "", headers);

    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string path, string json, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Patch, path, json, "application/merge-patch+json", headers);

    public static Task<HttpResponseMessage> RemoveAsync(this HttpClient client, string path) =>
        client.SendAsync(HttpMethod.Delete, path, null, "");

    public static Task<HttpResponseMessage> ImportAsync(this HttpClient client, string text, string type = "application/yaml", string query = "") =>
        client.SendAsync(HttpMethod.Put, "resources" + query, text, type);

    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await sending;
        return await response.JsonAsync(status);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The answer is a problem of this kind.</summary>
    public static async Task<JsonElement> ProblemAsync(this Task<HttpResponseMessage> sending, int status, string code)
    {
        using var response = await sending;
        return await response.ProblemAsync(status, code);
    }

    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        var problem = await response.JsonAsync((HttpStatusCode)status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(status, problem.Number("status"));
        Assert.Equal($"urn:rent-a-bot:problem:{code}", problem.Text("type"));
        Assert.NotEmpty(problem.Text("title")!);
        Assert.NotEmpty(problem.Text("detail")!);
        return problem;
    }

    /// <summary>The messages of a 422 at one field.</summary>
    public static string ErrorAt(this JsonElement problem, string field)
    {
        Assert.True(problem.TryGetProperty("errors", out var errors), problem.ToString());
        Assert.True(errors.TryGetProperty(field, out var messages), problem.ToString());
        return string.Join("; ", messages.EnumerateArray().Select(m => m.GetString()));
    }

    public static string? Text(this JsonElement json, string property) => json.GetProperty(property).GetString();

    public static long Number(this JsonElement json, string property) => json.GetProperty(property).GetInt64();

    public static string[] Fields(this JsonElement json) => json.EnumerateObject().Select(p => p.Name).ToArray();

    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
