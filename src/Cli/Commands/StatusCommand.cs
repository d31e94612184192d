using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;

namespace RentABot.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create(Globals globals)
    {
        var command = new Command("status", "Show how the server is, how many resources are free, and how many wait");
        command.SetAction(globals.Do(async (_, session) =>
        {
            var (answer, isReady) = await ReadinessAsync(session);
            if (session.Screen.IsJson) session.Screen.Json(answer.Body);
            else await ShowAsync(session, answer.Read(ApiJson.Default.Readiness), isReady);
            return isReady ? ExitCodes.Done : ExitCodes.Unavailable;
        }));
        return command;
    }

    /// <summary>Not ready is an answer here, and not asked again for.</summary>
    private static async Task<(ApiAnswer Answer, bool IsReady)> ReadinessAsync(Session session)
    {
        var answer = await session.Api.AskOnceAsync(ApiCall.Get("readiness"), session.Token);
        return answer.Status is 200 or 503 ? (answer, answer.IsSuccess) : throw ProblemException.Of(answer);
    }

    private static async Task ShowAsync(Session session, Readiness readiness, bool isReady)
    {
        List<(string, string?)> facts =
        [
            ("server", session.Api.Server.ToString()),
            ("status", readiness.Status),
            .. readiness.Checks.Select(check => (check.Key, (string?)check.Value)),
            ("access", readiness.Auth switch { "open" => "open: everybody may do everything", "on" => "by key", var other => other }),
        ];
        if (isReady) facts.AddRange(await CountAsync(session));
        session.Screen.Facts([.. facts]);
    }

    private static async Task<List<(string, string?)>> CountAsync(Session session)
    {
        var counts = new List<(string, string?)>();
        try
        {
            foreach (var status in ResourceStatuses.All)
            {
                var page = (await session.SendAsync(ResourceArgument.List(("status", status), ("limit", "1")))).Read(ApiJson.Default.ResourcePage);
                counts.Add((status, Number(page.Total)));
            }

            var queue = await session.SendAsync(ApiCall.Get($"api/v1/reservations?status={ReservationStatuses.Pending}&limit=1"));
            counts.Add(("waiting", Number(queue.Read(ApiJson.Default.ReservationPage).Total)));
        }
        catch (ProblemException exception) when (exception.ExitCode == ExitCodes.Forbidden)
        {
            counts.Add(("resources", exception.Message));
        }

        return counts;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
