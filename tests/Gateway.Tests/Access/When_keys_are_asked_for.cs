using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Access;

public sealed class When_keys_are_asked_for(When_keys_are_asked_for.GuardedGateway gateway)
    : SharedGatewayTest<When_keys_are_asked_for.GuardedGateway>(gateway)
{
    private static readonly string[] RoleNames = ["readonly", "user", "maintainer", "admin"];

    [Fact]
    public void Should_have_a_policy_on_every_route() => Assert.All(
        Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
        endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(policy => policy.Policy?.StartsWith("role:", StringComparison.Ordinal) == true),
            endpoint.RoutePattern.RawText));

    [Theory]
    [InlineData("/health")]
    [InlineData("/readiness")]
    [InlineData("/openapi/v1.json")]
    public async Task Should_ask_nobody_who_looks_at_what_is_around_it(string path)
    {
        using var response = await Client.ReadAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Should_say_that_callers_are_asked() => Assert.Equal("on", (await Client.ReadAsync("/readiness").JsonAsync()).Text("auth"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("admin-key-012345678")]
    [InlineData("3f0b6a9f2ff3a94ed1ea52f1ffd2a0a6a0ed3a3c9b2b4e4a2c4ddad26d5a4e0c")]
    public async Task Should_let_nobody_in_without_a_key_that_it_knows(string? key)
    {
        using var response = await Client.ReadAsync("resources", key is null ? [] : [("X-API-Key", key)]);
        var problem = await response.ProblemAsync(401, "not_authenticated");
        Assert.Equal("ApiKey realm=\"rent-a-bot\", header=\"X-API-Key\"", response.Header("WWW-Authenticate"));
        if (!string.IsNullOrEmpty(key)) Assert.DoesNotContain(key, problem.GetRawText(), StringComparison.Ordinal);
        Assert.All(Host.Logs, line => Assert.DoesNotContain("0123456789", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("readonly", """{"name":"looker","role":"readonly","limits":null}""")]
    [InlineData("user", """{"name":"ci","role":"user","limits":{"max_locks":7,"best_priority":4}}""")]
    [InlineData("admin", """{"name":"boss","role":"admin","limits":null}""")]
    public async Task Should_say_who_the_caller_is(string role, string expected) =>
        Assert.Equal(expected, (await Client.ReadAsync("whoami", KeyFile.Of(role)).JsonAsync()).GetRawText());

    [Theory]
    [InlineData("GET", "resources", "readonly")]
    [InlineData("GET", "resources/1", "readonly")]
    [InlineData("GET", "resources/export", "readonly")]
    [InlineData("GET", "resources/expired", "readonly")]
    [InlineData("GET", "reservations", "readonly")]
    [InlineData("GET", "reservations/00000000-0000-0000-0000-000000000001", "readonly")]
    [InlineData("GET", "whoami", "readonly")]
    [InlineData("POST", "resources/1/lock", "user")]
    [InlineData("POST", "resources/lock", "user")]
    [InlineData("POST", "resources/1/unlock", "user")]
    [InlineData("POST", "resources/unlock-batch", "user")]
    [InlineData("POST", "resources/1/extend", "user")]
    [InlineData("POST", "reservations", "user")]
    [InlineData("DELETE", "reservations/00000000-0000-0000-0000-000000000001", "user")]
    [InlineData("POST", "reservations/00000000-0000-0000-0000-000000000001/claim", "user")]
    [InlineData("POST", "resources/1/unavailable", "maintainer")]
    [InlineData("POST", "resources/1/available", "maintainer")]
    [InlineData("POST", "resources", "admin")]
    [InlineData("PATCH", "resources/1", "admin")]
    [InlineData("DELETE", "resources/1", "admin")]
    [InlineData("PUT", "resources", "admin")]
    public async Task Should_let_in_whoever_has_the_role_or_a_higher_one(string method, string path, string least)
    {
        // Nobody answers what gets through.
        Allocator.Refuse<CancelReservation>(404, "reservation_not_found");
        Allocator.Refuse<ClaimReservation>(404, "reservation_not_found");
        Allocator.Refuse<LockResources>(404, "resource_not_found");
        Allocator.Refuse<RemoveResource>(404, "resource_not_found");
        Allocator.Refuse<MarkAvailable>(404, "resource_not_found");
        foreach (var role in RoleNames)
        {
            using var response = await Client.SendAsync(
                new HttpMethod(method), path, method == "GET" ? null : "[]", "application/json", KeyFile.Of(role));
            var isLetIn = Array.IndexOf(RoleNames, role) >= Array.IndexOf(RoleNames, least);
            if (isLetIn) Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
            else await response.ProblemAsync(403, "role_too_low");
        }
    }

    [Fact]
    public async Task Should_let_nobody_but_an_admin_force_a_lock_off()
    {
        const string Body = """{"force":true,"reason":"stuck"}""";
        await Client.PostAsync("resources/1/unlock", Body, KeyFile.Of("maintainer")).ProblemAsync(403, "role_too_low");
        Assert.Empty(Allocator.All<UnlockResource>());

        Allocator.On<UnlockResource>(_ => new UnlockResourceResult { Resource = Samples.Resource() });
        await Client.PostAsync("resources/1/unlock", Body, KeyFile.Of("admin")).JsonAsync();
        Assert.True(Allocator.Only<UnlockResource>().Force);
    }

    [Fact]
    public async Task Should_grant_no_priority_more_urgent_than_the_key_may_have()
    {
        await Client.PostAsync("reservations", """{"tags":"arm","priority":3}""", KeyFile.Of("user")).ProblemAsync(403, "priority_too_urgent");
        Allocator.Refuse<CreateReservation>(422, "never_satisfiable");
        await Client.PostAsync("reservations", """{"tags":"arm","priority":4}""", KeyFile.Of("user")).ProblemAsync(422, "never_satisfiable");
        Assert.Equal(4, Allocator.Only<CreateReservation>().Priority);
    }

    [Theory]
    [InlineData("reservations", """{"tags":"arm"}""")]
    [InlineData("resources/lock", """{"tags":"arm","wait":1}""")]
    public async Task Should_ask_for_the_priority_that_the_key_may_have_where_none_is_said(string path, string body)
    {
        await using var host = await KeyFile.StartAsync("api_keys:\n- { key: slow-key-0123456789, name: slow, role: user, best_priority: 7 }");
        host.Allocator.Refuse<CreateReservation>(422, "never_satisfiable");
        await host.Client.PostAsync(path, body, KeyFile.Of("slow")).ProblemAsync(422, "never_satisfiable");
        Assert.Equal(7, host.Allocator.Only<CreateReservation>().Priority);
    }

    [Fact]
    public async Task Should_tell_the_allocator_who_asks()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock", "{}", KeyFile.Of("user")).JsonAsync();
        var received = Allocator.Last<LockResources>();
        Assert.Equal(("ci", "user"), (received.Header(CommandHeaders.Actor), received.Header(CommandHeaders.Role)));
        Assert.Equal(7, received.Headers.Get<int>(CommandHeaders.MaxLocks));
    }

    [Fact]
    public async Task Should_say_in_the_api_document_what_each_operation_asks_for()
    {
        var document = await Client.ReadAsync("/openapi/v1.json").JsonAsync();
        Assert.Equal(["ApiKey", "Bearer"], document.GetProperty("components").GetProperty("securitySchemes").Fields());
        var operation = document.GetProperty("paths").GetProperty("/api/v1/resources").GetProperty("post");
        Assert.Equal(["ApiKey", "Bearer"], operation.GetProperty("security").EnumerateArray().SelectMany(s => s.Fields()));
        Assert.Contains("Role: `admin`", operation.Text("description"), StringComparison.Ordinal);
        Assert.Contains("403", operation.GetProperty("responses").Fields());
        Assert.False(document.GetProperty("paths").GetProperty("/health").GetProperty("get").TryGetProperty("security", out _));
    }

    public sealed class GuardedGateway : SharedGateway
    {
        private protected override Task<GatewayHost> StartAsync(string[] settings) => KeyFile.StartAsync();
    }
}
