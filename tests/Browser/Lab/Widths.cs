namespace RentABot.Browser.Lab;

internal static class Widths
{
    private const int Height = 844;

    /// <summary>What reaches beyond the window, as far as that makes the page wider.</summary>
    private const string Beyond =
        """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] : [...document.querySelectorAll("body *")]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(e => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""} ${e.textContent.trim().slice(0, 30)}`)
        """;

    /// <summary>From a small phone to a wall nobody has to scroll sideways.</summary>
    public static async Task FitsAsync(this IPage page, string address)
    {
        foreach (var width in (int[])[320, 390, 768, 1280, 1920])
        {
            await page.SetViewportSizeAsync(width, Height);
            var beyond = await page.EvaluateAsync<string[]>(Beyond);
            Assert.True(beyond.Length == 0, $"{address} at {width} pixels: one has to scroll sideways for {string.Join("; ", beyond.Take(12))}");
        }
    }
}
