using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Requests;

public sealed class When_nothing_is_served_at_an_address(SharedGateway gateway) : SharedGatewayTest<SharedGateway>(gateway)
{
    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/resources/board-1")]
    [InlineData("/api/v1/reservations/5")]
    public async Task Should_answer_404(string path) => await Client.ReadAsync(path).ProblemAsync(404, "not_found");

    [Fact]
    public async Task Should_say_which_methods_are_served_instead()
    {
        using var response = await Client.SendAsync(HttpMethod.Delete, "whoami", null, "");
        await response.ProblemAsync(405, "method_not_allowed");
        Assert.Equal("GET", response.Content.Headers.Allow.Single());
    }
}
