using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Access;

public sealed class When_nobody_is_asked : GatewayTest
{
    [Fact]
    public async Task Should_say_so_once_and_let_everybody_do_everything()
    {
        Assert.Equal("open", (await Client.ReadAsync("/readiness").JsonAsync()).Text("auth"));
        Assert.Equal("admin", (await Client.ReadAsync("whoami", ("X-API-Key", "whatever")).JsonAsync()).Text("role"));
        Assert.Single(Host.Logs, line => line.Contains("whoever reaches this service may do everything", StringComparison.Ordinal));
    }
}
