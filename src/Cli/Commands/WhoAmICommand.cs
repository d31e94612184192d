using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;

namespace RentABot.Cli.Commands;

internal static class WhoAmICommand
{
    public static Command Create(Globals globals)
    {
        var command = new Command("whoami", "Show who the server takes you for, and what you may do");
        command.SetAction(globals.Show(
            (_, session) => session.SendAsync(ApiCall.Get("api/v1/whoami")),
            (answer, session) =>
            {
                var caller = answer.Read(ApiJson.Default.Caller);
                session.Screen.Facts(
                [
                    ("server", session.Api.Server.ToString()),
                    ("name", caller.Name),
                    ("role", caller.Role),
                    .. (caller.Limits ?? new Dictionary<string, long>()).Select(limit =>
                        (limit.Key.Replace('_', ' '), (string?)limit.Value.ToString(CultureInfo.InvariantCulture))),
                ]);
            }));
        return command;
    }
}
