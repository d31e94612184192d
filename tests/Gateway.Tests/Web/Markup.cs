using AngleSharp.Dom;

namespace RentABot.Gateway.Tests.Web;

/// <summary>What tests look for on pages.</summary>
internal static class Markup
{
    /// <summary>The text of what a selector finds, without the white space that makes no difference.</summary>
    public static string TextOf(this IParentNode page, string selector)
    {
        var found = page.QuerySelector(selector);
        Assert.True(found is not null, $"nothing is at {selector} in {(page as IDocument)?.Body?.OuterHtml}");
        return Plain(found.TextContent);
    }

    public static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>No part of a page is a script or a style that is written into it, which its policy would refuse.</summary>
    public static void HasNothingInline(IDocument page)
    {
        Assert.All(page.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("style, [style]"));
        Assert.All(page.QuerySelectorAll("*"), element => Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
    }
}
