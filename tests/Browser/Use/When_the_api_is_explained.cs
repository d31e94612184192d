using RentABot.Browser.Support;

namespace RentABot.Browser.Use;

[Collection(AtTheBench.Name)]
public sealed class When_the_api_is_explained(OpenSite site) : PageTest(site)
{
    [Fact]
    public async Task Should_show_every_part_without_another_host()
    {
        var page = await OpenAsync("/docs/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rent-A-Bot", Level = 1 })).ToBeVisibleAsync();
    }
}
