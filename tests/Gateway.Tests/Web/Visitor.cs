using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace RentABot.Gateway.Tests.Web;

/// <summary>Somebody with a browser that has no script: opens pages, keeps cookies, sends forms.</summary>
internal sealed class Visitor(HttpClient client, params (string Name, string Value)[] headers)
{
    private readonly Dictionary<string, string> _cookies = [];

    public async Task<IDocument> OpenAsync(string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, address));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        return new HtmlParser().ParseDocument(text);
    }

    /// <summary>Sends a form as it is on a page, and follows to where it leads.</summary>
    public async Task<IDocument> SendAsync(IElement? form)
    {
        using var response = await PostAsync(form);
        Assert.True(response.StatusCode == HttpStatusCode.SeeOther, $"{response.StatusCode}");
        return await OpenAsync(response.Headers.Location!.OriginalString);
    }

    public async Task<HttpResponseMessage> PostAsync(IElement? form)
    {
        Assert.NotNull(form);
        var fields = form.QuerySelectorAll("input[name]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return await PostAsync(form.GetAttribute("action")!, [.. fields]);
    }

    public Task<HttpResponseMessage> PostAsync(string address, params KeyValuePair<string, string>[] fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Add("Accept", "text/html");
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) Keep(cookie);
            return response;
        }
    }

    private void Keep(string cookie)
    {
        var pair = cookie.Split(';', 2)[0].Split('=', 2);
        if (pair[1].Length == 0) _cookies.Remove(pair[0]);
        else _cookies[pair[0]] = pair[1];
    }
}
