namespace RentABot.Browser.Lab;

internal static class Widths
{
    private const int Height = 844;

    /// <summary>From a small phone to a wall nobody has to scroll sideways.</summary>
    public static async Task FitsAsync(this IPage page, string address)
    {
        foreach (var width in (int[])[320, 390, 768, 1280, 1920])
        {
            await page.SetViewportSizeAsync(width, Height);
            Assert.True(
                await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                $"{address} at {width} pixels: one has to scroll sideways");
        }
    }
}
