namespace RentABot.Browser.Support;

/// <summary>How one works with the list of resources, with a script and without.</summary>
internal static class ResourceList
{
    /// <summary>What the page says of what was done.</summary>
    public static ILocator Notice(this IPage page) => page.Locator(".notice");

    /// <summary>The form that is open, in a dialog or on a page of its own.</summary>
    public static ILocator Form(this IPage page) => page.Locator("section.action");

    /// <summary>A resource's line.</summary>
    public static ILocator Resource(this IPage page, string name) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });

    /// <summary>What leads to an action, wherever it is.</summary>
    public static ILocator Action(this IPage page, string action, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = $"{action} {name}", Exact = true });

    /// <summary>The further actions of a resource.</summary>
    public static ILocator Menu(this IPage page, string name) => page.GetByLabel($"More for {name}");

    /// <summary>Opens the form of an action that every user sees.</summary>
    public static Task ChooseAsync(this IPage page, string action, string name) => page.Action(action, name).ClickAsync();

    /// <summary>Opens the form of an action that is in the menu.</summary>
    public static async Task ChooseFurtherAsync(this IPage page, string action, string name)
    {
        await page.Menu(name).ClickAsync();
        await page.ChooseAsync(action, name);
    }

    /// <summary>Sends the form that is open.</summary>
    public static Task SubmitAsync(this IPage page, string label) =>
        page.Form().GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();
}
