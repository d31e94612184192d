using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Net.Http.Headers;

namespace RentABot.Gateway.Tests.Web;

/// <summary>What a browser was answered.</summary>
internal sealed record Page
{
    public required HttpStatusCode Status { get; init; }
    public required string Text { get; init; }
    public required IHtmlDocument Document { get; init; }
    public required string? Location { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    public required IReadOnlyList<SetCookieHeaderValue> SetCookies { get; init; }

    public string? Title => Document.QuerySelector("main h1")?.TextContent;

    /// <summary>What it says, without markup.</summary>
    public string Words => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public Page ShouldBe(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        return this;
    }

    public string[] Links(string selector) => [.. Document.QuerySelectorAll(selector).Select(link => link.GetAttribute("href")!)];

    public IElement One(string selector) => Assert.Single(Document.QuerySelectorAll(selector));
}
