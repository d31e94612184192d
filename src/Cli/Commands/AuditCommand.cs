using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Output;

namespace RentABot.Cli.Commands;

internal static class AuditCommand
{
    private const int DefaultLimit = 100;

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
        var limit = NumberOption.Create("--limit", $"How many at most, from the oldest on (default {DefaultLimit})", 1, 1000);
        var command = new Command("audit", "Show who did what and who tried to, as an admin: the oldest first, so the newest by --since")
        {
            since, from, to, type, resource, reservation, client, actor, refused, cursor, limit,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(since) is not null && result.GetResult(from) is not null) result.AddError("give only one of --since and --from");
        });
        command.SetAction(globals.Do(async (line, session) =>
        {
            var found = line.GetValue(resource) is { } name ? await ResourceArgument.FindAsync(session, name) : null;
            var begin = line.GetValue(since) is { } ago ? session.Api.Time.GetUtcNow() - ago : line.GetValue(from);
            var most = line.GetValue(limit) ?? DefaultLimit;
            var answer = await AskAsync(line.GetValue(cursor), most);
            if (session.Screen.IsJson)
            {
                session.Screen.Json(answer.Body);
                return ExitCodes.Done;
            }

            var page = answer.Read(ApiJson.Default.AuditPage);
            Show(page, session);

            // The server's cursor leads on in any case, to what comes later; only the next row tells whether there is more now.
            if (page.Audit.Count < most || (await AskAsync(page.NextCursor, 1)).Read(ApiJson.Default.AuditPage).Audit.Count == 0) return ExitCodes.Done;
            var which = line.GetValue(cursor) is null ? "the oldest" : "the oldest behind the cursor";
            session.Screen.Note($"shown are {which}; newer ones follow: --cursor {page.NextCursor} goes on with them, --since 1h shows the last hour");
            return ExitCodes.Done;

            Task<ApiAnswer> AskAsync(string? after, int count) => session.SendAsync(ApiCall.Get("api/v1/audit" + Query.Of(
                ("from", begin is { } first ? Instants.ToQuery(first) : null),
                ("to", line.GetValue(to) is { } last ? Instants.ToQuery(last) : null),
                ("event_type", line.GetValue(type)),
                ("resource_id", found?.Id.ToString(CultureInfo.InvariantCulture)),
                ("reservation_id", line.GetValue(reservation)),
                ("client_id", line.GetValue(client)),
                ("actor", line.GetValue(actor)),
                ("success", line.GetValue(refused) ? "false" : null),
                ("cursor", after),
                ("limit", count.ToString(CultureInfo.InvariantCulture)))));
        }));
        return command;
    }

    private static void Show(AuditPage page, Session session) => session.Screen.Table(
        ["AT", "WHAT", "RESOURCE", "CLIENT", "BY", "FROM", "DONE"],
        page.Audit.Select(row => new[]
        {
            Instants.Write(row.Timestamp), row.EventType, row.ResourceName ?? row.ResourceId?.ToString(CultureInfo.InvariantCulture) ?? row.ReservationId,
            row.ClientId, row.Actor, row.Ip, row.Success ? "yes" : "refused",
        }));
}
