using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RentABot.Cli.Api;
using RentABot.Cli.Events;
using RentABot.Cli.Output;

namespace RentABot.Cli.Commands;

internal static class AuditCommand
{
    private const int DefaultLast = 100;

    public static Command Create(Globals globals)
    {
        var since = DurationOption.Create("--since", "Of the last, such as 2h, instead of --from");
        var from = InstantOption.Create("--from", "Not before this instant");
        var to = InstantOption.Create("--to", "Before this instant");
        var type = new Option<string?>("--type") { Description = "These, such as LockAcquired or RequestRefused", HelpName = "type" };
        var resource = ResourceArgument.CreateOption(globals);
        var reservation = new Option<string?>("--reservation") { Description = "Of this reservation", HelpName = "id" };
        var client = new Option<string?>("--client-id") { Description = "Of this client", HelpName = "name" };
        var actor = new Option<string?>("--actor") { Description = "By the key of this name", HelpName = "name" };
        var refused = new Option<bool>("--refused") { Description = "Refused attempts alone" };
        var cursor = new Option<string?>("--cursor") { Description = "Go on where a page before has ended", HelpName = "cursor" };
        var last = NumberOption.Create("--last", $"The newest, as many as this (default {DefaultLast})", 1, 1000);
        var limit = NumberOption.Create("--limit", "From the oldest on instead, as many as this", 1, 1000);
        var command = new Command("audit", "Show who did what and who tried to, as an admin")
        {
            since, from, to, type, resource, reservation, client, actor, refused, last, limit, cursor,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(since) is not null && result.GetResult(from) is not null) result.AddError("give only one of --since and --from");
            if (result.GetResult(last) is not null && (result.GetResult(limit) ?? result.GetResult(cursor)) is not null)
            {
                result.AddError("give --last, or --limit and --cursor");
            }
        });
        command.SetAction(globals.Do(async (line, session) =>
        {
            var found = line.GetValue(resource) is { } name ? await ResourceArgument.FindAsync(session, name) : null;
            var begin = line.GetValue(since) is { } ago ? session.Api.Time.GetUtcNow() - ago : line.GetValue(from);
            var isFromTheOldest = (line.GetResult(limit) ?? line.GetResult(cursor)) is not null;
            var most = (isFromTheOldest ? line.GetValue(limit) : line.GetValue(last)) ?? DefaultLast;
            ApiAnswer answer;
            try
            {
                answer = isFromTheOldest
                    ? await AskAsync(("cursor", line.GetValue(cursor)), ("limit", Text(most)))
                    : await AskAsync(("last", Text(most)));
            }
            catch (ProblemException refusal) when (NearTypes.Of(refusal, "event_type", line.GetValue(type)) is { } nearer)
            {
                throw nearer;
            }

            if (session.Screen.IsJson)
            {
                session.Screen.Json(answer.Body);
                return ExitCodes.Done;
            }

            var page = answer.Read(ApiJson.Default.AuditPage);
            Show(page, session);
            if (page.Audit.Count < most) return ExitCodes.Done;
            if (!isFromTheOldest)
            {
                if (line.GetResult(last) is null) session.Screen.Note($"shown are the newest {most}; --last asks for more of them, --limit begins with the oldest");
                return ExitCodes.Done;
            }

            // The server's cursor leads on in any case, to what comes later; only the next row tells whether there is more now.
            var next = await AskAsync(("cursor", page.NextCursor), ("limit", Text(1)));
            if (next.Read(ApiJson.Default.AuditPage).Audit.Count == 0) return ExitCodes.Done;
            var which = line.GetValue(cursor) is null ? "the oldest" : "the oldest behind the cursor";
            session.Screen.Note($"shown are {which}; newer ones follow: --cursor {page.NextCursor} goes on with them, --last shows the newest");
            return ExitCodes.Done;

            Task<ApiAnswer> AskAsync(params (string Name, string? Value)[] which) => session.SendAsync(ApiCall.Get("api/v1/audit" + Query.Of(
            [
                ("from", begin is { } first ? Instants.ToQuery(first) : null),
                ("to", line.GetValue(to) is { } last ? Instants.ToQuery(last) : null),
                ("event_type", line.GetValue(type)),
                ("resource_id", found is null ? null : Text(found.Id)),
                ("reservation_id", line.GetValue(reservation)),
                ("client_id", line.GetValue(client)),
                ("actor", line.GetValue(actor)),
                ("success", line.GetValue(refused) ? "false" : null),
                .. which,
            ])));
        }));
        return command;
    }

    private static void Show(AuditPage page, Session session) => session.Screen.Table(
        ["AT", "WHAT", "RESOURCE", "CLIENT", "BY", "FROM", "DONE"],
        page.Audit.Select(row => new[]
        {
            Instants.Write(row.Timestamp), row.EventType,
            row.ResourceName ?? (row.ResourceId is { } id ? Text(id) : null) ?? DetailOf(row, "asked") ?? row.ReservationId ?? DetailOf(row, "path"),
            row.ClientId, row.Actor, row.Ip, row.Success ? "yes" : RefusalOf(row),
        }));

    private static string RefusalOf(AuditRow row) => DetailOf(row, "code") is { } code ? $"refused: {code}" : "refused";

    /// <summary>Of a refused attempt. An event's details are the event.</summary>
    private static string? DetailOf(AuditRow row, string name) =>
        !row.Success && row.Details.ValueKind == JsonValueKind.Object && row.Details.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
