namespace RentABot.Browser.Support;

internal static class LivePage
{
    private const string FragmentHeader = "hx-request";

    /// <summary>Opens a page and returns when it hears of changes: it then looks once for what it has missed.</summary>
    public static Task ListenAsync(this IPage page, string path) =>
        page.RunAndWaitForResponseAsync(() => page.GotoAsync(path), answer => answer.Request.Headers.ContainsKey(FragmentHeader));
}
