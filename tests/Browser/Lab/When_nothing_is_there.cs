using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

public sealed class When_nothing_is_there(EmptySite empty) : PageTest(empty), IClassFixture<EmptySite>
{
    [Theory]
    [InlineData("/", "Nothing is locked.")]
    [InlineData("/resources", "There are no resources yet.")]
    [InlineData("/queue", "Nobody waits.")]
    [InlineData("/timeline", "There are no resources yet.")]
    [InlineData("/audit?client_id=nobody", "Nothing of the kind.")]
    public async Task Should_say_so(string address, string words)
    {
        var page = await OpenAsync(address);
        await Assertions.Expect(page.GetByText(words)).ToBeVisibleAsync();
        await page.FitsAsync(address);
    }
}
