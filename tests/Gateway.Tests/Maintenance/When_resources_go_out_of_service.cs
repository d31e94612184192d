using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Maintenance;

public sealed class When_resources_go_out_of_service : GatewayTest
{
    [Fact]
    public async Task Should_say_why_and_how_long()
    {
        Allocator.On<MarkUnavailable>(_ => new MarkUnavailableResult
        {
            Resource = Samples.Resource(3) with { UnavailableReason = "new fan", UnavailableFrom = MovableClock.Noon.AddHours(1) },
        });
        var resource = await Client.PostAsync("resources/3/unavailable", """
            {"reason": "new fan", "from": "2030-01-01T14:00:00+01:00", "until": "2030-01-02T00:00:00.25Z"}
            """).JsonAsync();
        Assert.Equal("2030-01-01T13:00:00Z", resource.Text("unavailable_from"));
        Assert.Equal("new fan", resource.Text("unavailable_reason"));
        var command = Allocator.Only<MarkUnavailable>();
        Assert.Equal((3, "new fan"), (command.ResourceId, command.Reason));
        Assert.Equal(MovableClock.Noon.AddHours(1), command.From);
        Assert.Equal(MovableClock.Noon.AddHours(12).AddMilliseconds(250), command.Until);
        Assert.Equal(TimeSpan.Zero, command.From!.Value.Offset);
    }

    [Fact]
    public async Task Should_come_back()
    {
        Allocator.On<MarkAvailable>(_ => new MarkAvailableResult { Resource = Samples.Resource(3) });
        Assert.Equal(3, (await Client.PostAsync("resources/3/available").JsonAsync()).Number("id"));
        Assert.Equal(3, Allocator.Only<MarkAvailable>().ResourceId);
    }

    [Theory]
    [InlineData("{}", "reason")]
    [InlineData("""{"reason": " "}""", "reason")]
    [InlineData("""{"reason": "x", "from": "2030-01-02T00:00:00Z", "until": "2030-01-01T00:00:00Z"}""", "until")]
    public async Task Should_check_it_before_it_asks(string body, string field)
    {
        Assert.NotEmpty((await Client.PostAsync("resources/3/unavailable", body).ProblemAsync(422, "invalid")).ErrorAt(field));
        Assert.Empty(Allocator.All<MarkUnavailable>());
    }
}
