using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Api;

public sealed class When_the_api_is_looked_at(When_the_api_is_looked_at.HastyGateway gateway)
    : SharedGatewayTest<When_the_api_is_looked_at.HastyGateway>(gateway)
{
    private static readonly HttpStatusCode[] Own = [HttpStatusCode.Created, HttpStatusCode.NotFound];

    [Fact]
    public async Task Should_say_who_the_caller_is() => Assert.Equal(
        """{"name":"anonymous","role":"admin","limits":null}""", (await Client.ReadAsync("whoami").JsonAsync()).GetRawText());

    [Fact]
    public async Task Should_be_alive_and_ready()
    {
        Assert.Equal("ok", (await Client.ReadAsync("/health").JsonAsync()).Text("status"));
        var readiness = await Client.ReadAsync("/readiness").JsonAsync();
        Assert.Equal("ready", readiness.Text("status"));
        Assert.Equal(["broker", "database", "descriptor"], readiness.GetProperty("checks").Fields().Order(StringComparer.Ordinal));
        Assert.Equal("open", readiness.Text("auth"));
    }

    [Theory]
    [InlineData("GET", "/rentabot/api/v1.0/resources?tags=a%2Cb", "/api/v1/resources?tags=a%2Cb")]
    [InlineData("POST", "/rentabot/api/v1.0/resources/1/unlock?lock-token=x", "/api/v1/resources/1/unlock?lock-token=x")]
    [InlineData("DELETE", "/rentabot/api/v1.0/resources/a%20b", "/api/v1/resources/a%20b")]
    [InlineData("GET", "/rentabot/api/v1.0/", "/api/v1/")]
    [InlineData("GET", "/rentabot/api/v1.0", "/api/v1")]
    public async Task Should_lead_from_old_addresses_to_new_ones(string method, string old, string address)
    {
        using var response = await Client.SendAsync(new HttpMethod(method), old, null, "");
        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal(address, response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Should_describe_every_route()
    {
        var document = await Client.ReadAsync("/openapi/v1.json").JsonAsync();
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
            .ToHashSet();
        var served = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) || e.RoutePattern.RawText.StartsWith("/ws/", StringComparison.Ordinal) || e.RoutePattern.RawText is "/health" or "/readiness")
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(
                m => $"{m} {e.RoutePattern.RawText!.Replace(":long", "", StringComparison.Ordinal).Replace(":guid", "", StringComparison.Ordinal).TrimEnd('/')}"))
            .ToHashSet();
        Assert.Equal(33, served.Count);
        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Should_describe_bodies_headers_and_errors_in_snake_case()
    {
        var document = await Client.ReadAsync("/openapi/v1.json").JsonAsync();
        var operation = document.GetProperty("paths").GetProperty("/api/v1/resources/lock").GetProperty("post");
        Assert.Equal("Lock resources by id, name, tags or expression: all of them or none", operation.Text("summary"));
        Assert.Contains("Idempotency-Key", operation.GetProperty("parameters").EnumerateArray().Select(p => p.Text("name")));
        Assert.Contains("quantity", operation.GetProperty("parameters").EnumerateArray().Select(p => p.Text("name")));
        Assert.True(operation.GetProperty("responses").GetProperty("409").GetProperty("content").TryGetProperty("application/problem+json", out _));
        var body = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        Assert.Equal("#/components/schemas/LockRequest", body.GetProperty("schema").Text("$ref"));
        Assert.Equal(60, body.GetProperty("example").Number("wait"));

        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("ResourceResponse").GetProperty("properties").TryGetProperty("lock_expires_in", out _));
        Assert.False(schemas.GetProperty("ProblemDocument").TryGetProperty("additionalProperties", out var open) && open.ValueKind == JsonValueKind.False);
        Assert.Equal(2, schemas.GetProperty("LockRequest").GetProperty("properties").GetProperty("tags").GetProperty("oneOf").GetArrayLength());
        var all = schemas.EnumerateObject().Where(s => s.Value.TryGetProperty("properties", out _))
            .SelectMany(s => s.Value.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.All(all, name => Assert.Matches("^[a-z][a-z0-9_]*$", name));
    }

    [Fact]
    public async Task Should_show_examples_that_its_own_rules_take()
    {
        var document = await Client.ReadAsync("/openapi/v1.json").JsonAsync();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Value.TryGetProperty("requestBody", out _)))
            {
                foreach (var content in operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject())
                {
                    Assert.True(content.Value.TryGetProperty("example", out var example), $"{operation.Name} {path.Name}");
                    if (content.Name == "application/yaml" || path.Name == "/api/v1/resources" && operation.Name == "put") continue;
                    var isGateways = path.Name.StartsWith("/api/v1/webhooks", StringComparison.Ordinal);
                    var address = path.Name.Replace("{id}", isGateways ? Guid.Empty.ToString() : "1", StringComparison.Ordinal);
                    using var response = await Client.SendAsync(
                        new HttpMethod(operation.Name.ToUpperInvariant()), address, example.GetRawText(), content.Name, ("Idempotency-Key", path.Name));

                    // The gateway's own are done, or found to be none; for the others nobody is there.
                    Assert.Contains(response.StatusCode, isGateways ? Own : [HttpStatusCode.ServiceUnavailable]);
                }
            }
        }
    }

    [Fact]
    public async Task Should_explain_itself_without_another_host()
    {
        using var response = await Client.ReadAsync("/docs/");
        var page = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"//", page, StringComparison.Ordinal);
        using var script = await Client.ReadAsync("/docs/scalar.js");
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
    }

    [Theory]
    [InlineData("/docs/v2")]
    [InlineData("/docs/'-alert(1)-'")]
    [InlineData("/openapi/v2.json")]
    public async Task Should_have_this_document_alone(string path) => await Client.ReadAsync(path).ProblemAsync(404, "not_found");

    public sealed class HastyGateway : SharedGateway
    {
        protected override string[] Settings => ["Gateway:AnswerTimeout=00:00:00.05", "Webhooks:Keys:0=a-key-of-a-test-0123456789-0123456789"];
    }
}
