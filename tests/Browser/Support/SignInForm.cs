namespace RentABot.Browser.Support;

internal static class SignInForm
{
    /// <summary>Fills the form of the sign-in page in and sends it.</summary>
    public static async Task SignInAsync(this IPage page, string key)
    {
        await page.GetByLabel("API key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
