using Microsoft.AspNetCore.Http.Extensions;
using RentABot.Gateway.Audit;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Problems;
using RentABot.Persistence;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Audit;

/// <summary>Who did what, and who tried to.</summary>
internal static class AuditPages
{
    private const string Route = "/audit";
    private const string Cursor = "cursor";
    private const int PageSize = 100;

    /// <summary>As browsers write an instant, to the minute.</summary>
    private static readonly int InstantLength = "2030-01-31T12:00".Length;

    private static readonly string[] Fields =
        ["from", "to", "event_type", "resource_id", "reservation_id", "client_id", "actor", "success"];

    public static void MapAuditPage(this IEndpointRouteBuilder pages) => pages.MapPage(Route, Role.Admin, ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, RentABotDbContext db, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var now = await clock.NowAsync(cancellationToken);
        var query = context.Request.Query;
        var asked = Fields.Select(field => (Field: field, Text: query[field].ToString().Trim())).Where(pair => pair.Text.Length > 0)
            .ToDictionary(pair => pair.Field, pair => pair.Text);
        var cursor = query[Cursor].ToString() is { Length: > 0 } text ? text : null;
        try
        {
            var (filter, upTo, _, _) = ParametersOf(asked, cursor).Read();
            var (rows, older) = await db.ReadAuditBackAsync(filter, cursor is null ? null : upTo, PageSize, cancellationToken);
            return context.Show<AuditPage>(new AuditView
            {
                Asked = asked,
                Errors = new Dictionary<string, IReadOnlyList<string>>(),
                Lines = [.. rows.Select(AuditLine.Of)],
                Newest = cursor is null ? null : AddressOf(asked),
                Older = older is { } next ? AddressOf(asked, KeyValuePair.Create(Cursor, next.ToString())) : null,
                Now = now,
            });
        }
        catch (ProblemException exception) when (exception.Problem.Errors is { } errors)
        {
            exception.Problem.Mark(context);
            var view = new AuditView { Asked = asked, Errors = errors, Lines = [], Newest = null, Older = null, Now = now };
            return context.Show<AuditPage>(view, exception.Problem.Status);
        }
    }

    private static AuditParameters ParametersOf(Dictionary<string, string> asked, string? cursor)
    {
        return new AuditParameters
        {
            From = Instant("from"),
            To = Instant("to"),
            EventType = asked.GetValueOrDefault("event_type"),
            ResourceId = asked.GetValueOrDefault("resource_id"),
            ReservationId = asked.GetValueOrDefault("reservation_id"),
            ClientId = asked.GetValueOrDefault("client_id"),
            Actor = asked.GetValueOrDefault("actor"),
            Success = asked.GetValueOrDefault("success"),
            Cursor = cursor,
        };

        string? Instant(string field) =>
            asked.GetValueOrDefault(field) is { } text && text.Length == InstantLength ? $"{text}:00Z" : asked.GetValueOrDefault(field);
    }

    private static string AddressOf(IEnumerable<KeyValuePair<string, string>> asked, params IEnumerable<KeyValuePair<string, string>> more) =>
        Route + new QueryBuilder(asked.Concat(more)).ToQueryString();
}
