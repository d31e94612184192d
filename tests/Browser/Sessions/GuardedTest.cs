using RentABot.Browser.Support;

namespace RentABot.Browser.Sessions;

/// <summary>A test whose visitors have to say who they are.</summary>
public abstract class GuardedTest(GuardedSite site) : PageTest(site)
{
    /// <summary>A new visitor, who signs in with the key of a role to see this address.</summary>
    protected async Task<IPage> OpenAsAsync(string role, string address, bool script = true)
    {
        var page = await OpenAsync($"/sign-in?return={Uri.EscapeDataString(address)}", new() { JavaScriptEnabled = script });
        await page.SignInAsync(GuardedSite.KeyOf(role));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        return page;
    }
}
