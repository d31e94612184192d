using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Output;

namespace RentABot.Cli.Commands;

internal static class ExpiredCommand
{
    public static Command Create(Globals globals)
    {
        var since = DurationOption.Create("--since", "Of the last, such as 2h");
        var limit = NumberOption.Create("--limit", "How many at most (default 100)", 1, 1000);
        var command = new Command("expired", "List locks that ended without being freed, newest first") { since, limit };
        command.SetAction(globals.Show(
            (line, session) => session.SendAsync(ApiCall.Get("api/v1/resources/expired" + Query.Of(
                ("since", line.GetValue(since) is { } ago ? Instants.ToQuery(session.Api.Time.GetUtcNow() - ago) : null),
                ("limit", line.GetValue(limit)?.ToString(CultureInfo.InvariantCulture))))),
            (answer, session) => session.Screen.Table(
                ["RESOURCE", "CLIENT", "LOCKED AT", "EXPIRED AT"],
                answer.Read(ApiJson.Default.ExpiredLocks).Expired.Select(one => new[]
                {
                    one.ResourceName, one.ClientId, Instants.Write(one.AcquiredAt), Instants.Write(one.ExpiredAt),
                }))));
        return command;
    }
}
