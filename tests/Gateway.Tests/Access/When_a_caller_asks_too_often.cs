using System.Net;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Access;

public sealed class When_a_caller_asks_too_often
{
    [Fact]
    public async Task Should_be_told_when_it_may_again_while_others_may_at_once()
    {
        await using var host = await KeyFile.StartAsync(KeyFile.Text, "RateLimit:PerMinute=2", "RateLimit:Burst=3");
        for (var i = 0; i < 3; i++) await host.Client.ReadAsync("whoami", KeyFile.Of("user")).JsonAsync();

        using var response = await host.Client.ReadAsync("whoami", KeyFile.Of("user"));

        await response.ProblemAsync(429, "too_many_requests");
        Assert.InRange(response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        await host.Client.ReadAsync("whoami", KeyFile.Of("admin")).JsonAsync();
    }

    [Fact]
    public async Task Should_still_hear_how_the_service_is()
    {
        await using var host = await GatewayHost.StartAsync("RateLimit:PerMinute=1", "RateLimit:Burst=1");
        await host.Client.ReadAsync("whoami").JsonAsync();
        await host.Client.ReadAsync("whoami").ProblemAsync(429, "too_many_requests");

        for (var i = 0; i < 5; i++)
        {
            using var health = await host.Client.ReadAsync("/health");
            using var readiness = await host.Client.ReadAsync("/readiness");
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (health.StatusCode, readiness.StatusCode));
        }
    }

    [Fact]
    public async Task Should_be_bounded_even_where_its_key_is_wrong()
    {
        await using var host = await KeyFile.StartAsync(KeyFile.Text, "RateLimit:PerMinute=1", "RateLimit:Burst=2");
        for (var i = 0; i < 2; i++) await host.Client.ReadAsync("whoami", ("X-API-Key", $"guess-{i}")).ProblemAsync(401, "not_authenticated");
        await host.Client.ReadAsync("whoami", ("X-API-Key", "guess-3")).ProblemAsync(429, "too_many_requests");
    }

    [Fact]
    public async Task Should_not_start_with_wrong_settings()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync("RateLimit:PerMinute=-1", "RateLimit:Burst=0"));
        Assert.Equal(["RateLimit:PerMinute is -1; allowed is 0–10000000", "RateLimit:Burst is 0; allowed is 1–10000000"], exception.Failures);
    }
}
