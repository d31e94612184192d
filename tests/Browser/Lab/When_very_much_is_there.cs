using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

public sealed class When_very_much_is_there(CrowdedSite crowded) : PageTest(crowded), IClassFixture<CrowdedSite>
{
    [Fact]
    public async Task Should_be_as_wide_as_the_window_with_a_thousand_and_with_the_longest_words()
    {
        const long Worst = CrowdedSite.Worst;
        string[] pages =
        [
            "/", "/resources", "/queue", "/timeline", "/audit", "/resources?group=holder", "/timeline?tags=worst", $"/resources/{Worst}",
            $"/resources/{Worst}/force-unlock", $"/resources/{Worst}/maintenance", $"/resources/{Worst}/edit",
            $"/reservations/{crowded.Waiting}", $"/reservations/{crowded.Fulfilled}", $"/reservations/{crowded.Waiting}/cancel",
            $"/resources?expression={new string('e', 100)}+%26%26",
        ];
        var page = await VisitAsync();
        foreach (var address in pages)
        {
            await page.GotoAsync(address);
            await page.FitsAsync(address);
            Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        }

        await page.GotoAsync("/resources");
        await Assertions.Expect(page.GetByText("1,000 resources")).ToBeVisibleAsync();
    }
}
