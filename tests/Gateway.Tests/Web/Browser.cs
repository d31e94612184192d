using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Net.Http.Headers;

namespace RentABot.Gateway.Tests.Web;

/// <summary>Asks for pages and sends their forms as a browser without scripts does, and keeps its cookies.</summary>
internal sealed class Browser(HttpClient client)
{
    public Dictionary<string, string> Cookies { get; } = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Task<Page> OpenAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, null, headers);

    /// <summary>Sends the page's form, with what it has filled in but for these fields.</summary>
    public Task<Page> SubmitAsync(Page page, params (string Name, string Value)[] fields)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>("main form[method=post]")!;
        var values = form.Elements
            .Select(element => element switch
            {
                IHtmlInputElement { Type: "checkbox", IsChecked: false } => default,
                IHtmlInputElement input => (Name: input.Name!, input.Value),
                IHtmlTextAreaElement area => (Name: area.Name!, area.Value),
                IHtmlSelectElement select => (Name: select.Name!, Value: select.Value ?? ""),
                _ => default,
            })
            .Where(field => field.Name is not null)
            .ToDictionary(field => field.Name, field => field.Value);
        foreach (var (name, value) in fields) values[name] = value;
        return PostAsync(form.GetAttribute("action")!, values);
    }

    public Task<Page> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, address, new FormUrlEncodedContent(fields), headers);

    /// <summary>Where a form that was carried out leads to.</summary>
    public async Task<Page> FollowAsync(Task<Page> sending)
    {
        var page = await sending;
        Assert.True(page.Status == HttpStatusCode.SeeOther, $"{page.Status}: {page.Text}");
        return await OpenAsync(page.Location!);
    }

    public async Task SignInAsync(string role)
    {
        var page = await OpenAsync("/sign-in");
        await FollowAsync(SubmitAsync(page, ("key", KeyOf(role)), ("return", "/resources")));
    }

    public static string KeyOf(string role) => Access.KeyFile.Of(role).Value;

    private async Task<Page> SendAsync(HttpMethod method, string address, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml");
        if (Cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, Cancelled);
        var set = response.Headers.TryGetValues("Set-Cookie", out var lines) ? SetCookieHeaderValue.ParseList([.. lines]) : [];
        foreach (var cookie in set)
        {
            if (cookie.Value.Length == 0) Cookies.Remove(cookie.Name.ToString());
            else Cookies[cookie.Name.ToString()] = cookie.Value.ToString();
        }

        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return new Page
        {
            Status = response.StatusCode,
            Text = text,
            Document = await new HtmlParser().ParseDocumentAsync(text, Cancelled),
            Location = response.Headers.Location?.OriginalString,
            Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
            SetCookies = [.. set],
        };
    }
}
