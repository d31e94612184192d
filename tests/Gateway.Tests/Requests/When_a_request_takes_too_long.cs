using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Requests;

public sealed class When_a_request_takes_too_long : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await new GatewayHost { OnSocket = true }.StartAsync(
        ["Http:RequestTimeout=00:00:00.1", "Gateway:AnswerTimeout=00:00:00.1", "Http:ImportTimeout=00:00:00.1"], null);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("POST /api/v1/resources/1/lock", "application/json", "{\"ttl\"")]
    [InlineData("PUT /api/v1/resources", "application/yaml", "board:")]
    public async Task Should_give_it_up_and_say_so(string line, string type, string beginning)
    {
        var answer = await RawConnection.AskAsync(
            _host.Address, $"{line} HTTP/1.1\r\nHost: x\r\nContent-Type: {type}\r\nContent-Length: 99\r\n\r\n{beginning}");
        answer.ShouldBe(503, "request_timed_out");
        Assert.NotNull(answer.Header("Retry-After"));
        Assert.Empty(_host.Allocator.All<LockResources>());
        Assert.Empty(_host.Allocator.All<ImportResources>());
    }

    [Fact]
    public async Task Should_abandon_what_it_asked_for_unless_it_can_be_asked_for_again()
    {
        await using var host = await new GatewayHost().StartAsync([], services => services.PostConfigure<RequestTimeoutOptions>(Hurry));
        await host.Client.PostAsync("resources/1/lock", null, ("Idempotency-Key", "k")).ProblemAsync(503, "request_timed_out");
        await host.Client.PostAsync("resources/2/lock").ProblemAsync(503, "request_timed_out");
        await host.Allocator.GetsAsync<AbandonCommand>();
        Assert.Equal(host.Allocator.Last<LockResources>().Id, host.Allocator.Only<AbandonCommand>().CommandId);

        // Long enough for the command to be on its way, and far less than the allocator may take.
        static void Hurry(RequestTimeoutOptions timeouts) => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(1),
            TimeoutStatusCode = timeouts.DefaultPolicy!.TimeoutStatusCode,
            WriteTimeoutResponse = timeouts.DefaultPolicy.WriteTimeoutResponse,
        };
    }

    [Fact]
    public async Task Should_leave_it_the_wait_that_it_asks_for()
    {
        var id = Guid.NewGuid();
        await _host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(id)));
        Assert.Equal("pending", (await _host.Client.ReadAsync($"reservations/{id}?wait=1").JsonAsync()).Text("status"));
    }
}
