using System.Globalization;

namespace RentABot.Gateway.Requests;

/// <summary>Which page of a list is asked for, and where its neighbours are (RFC 8288).</summary>
internal sealed record Paging(int Page, int Limit)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;
    private const int MaxPage = 1_000_000;

    public int Skip => (Page - 1) * Limit;

    public static Paging Read(QueryValues values, string? page, string? limit) =>
        new(values.Number("page", page, 1, MaxPage) ?? 1, ReadLimit(values, limit));

    public static int ReadLimit(QueryValues values, string? limit) => values.Number("limit", limit, 1, MaxLimit) ?? DefaultLimit;

    public void WriteLinks(HttpContext context, int total)
    {
        var last = Math.Max(1, (total + Limit - 1) / Limit);
        var links = new List<string> { Link("first", 1) };
        if (Page > 1) links.Add(Link("prev", Math.Min(Page - 1, last)));
        if (Page < last) links.Add(Link("next", Page + 1));
        links.Add(Link("last", last));
        context.Response.Headers.Link = string.Join(", ", links);

        string Link(string relation, int page)
        {
            var address = context.Request.AddressWith(
                KeyValuePair.Create("page", page.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create("limit", Limit.ToString(CultureInfo.InvariantCulture)));
            return $"<{address}>; rel=\"{relation}\"";
        }
    }
}
