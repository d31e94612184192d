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
        var limit = NumberOption.Create("--limit", $"How many at most (default {DefaultLimit})", 1, 1000);
        var command = new Command("audit", "Show who did what and who tried to, oldest first, as an admin")
        {
            since, from, to, type, resource, reservation, client, actor, refused, cursor, limit,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(since) is not null && result.GetResult(from) is not null) result.AddError("give only one of --since and --from");
        });
        command.SetAction(globals.Show(
            async (line, session) =>
            {
                var found = line.GetValue(resource) is { } name ? await ResourceArgument.FindAsync(session, name) : null;
                var begin = line.GetValue(since) is { } ago ? session.Api.Time.GetUtcNow() - ago : line.GetValue(from);
                return await session.SendAsync(ApiCall.Get("api/v1/audit" + Query.Of(
                    ("from", begin is { } first ? Instants.ToQuery(first) : null),
                    ("to", line.GetValue(to) is { } last ? Instants.ToQuery(last) : null),
                    ("event_type", line.GetValue(type)),
                    ("resource_id", found?.Id.ToString(CultureInfo.InvariantCulture)),
                    ("reservation_id", line.GetValue(reservation)),
                    ("client_id", line.GetValue(client)),
                    ("actor", line.GetValue(actor)),
                    ("success", line.GetValue(refused) ? "false" : null),
                    ("cursor", line.GetValue(cursor)),
                    ("limit", (line.GetValue(limit) ?? DefaultLimit).ToString(CultureInfo.InvariantCulture)))));
            },
            Show));
        return command;
    }

    private static void Show(ApiAnswer answer, Session session)
    {
        var page = answer.Read(ApiJson.Default.AuditPage);
        session.Screen.Table(["AT", "WHAT", "RESOURCE", "CLIENT", "BY", "FROM", "DONE"], page.Audit.Select(row => new[]
        {
            Instants.Write(row.Timestamp), row.EventType, row.ResourceName ?? row.ResourceId?.ToString(CultureInfo.InvariantCulture) ?? row.ReservationId,
            row.ClientId, row.Actor, row.Ip, row.Success ? "yes" : "refused",
        }));
        if (page.Audit.Count > 0) session.Screen.Note($"what follows: --cursor {page.NextCursor}");
    }
}
