using System.CommandLine;
using RentABot.Cli.Api;
using RentABot.Cli.Output;

namespace RentABot.Cli.Commands;

internal static class ExportCommand
{
    public static Command Create(Globals globals)
    {
        var command = new Command("export", "Print all resources as a descriptor, in YAML; with --json as a text in JSON");
        command.SetAction(globals.Do(async (_, session) =>
        {
            var answer = await session.SendAsync(ApiCall.Get("api/v1/resources/export"));
            if (session.Screen.IsJson) session.Screen.Json(writer => writer.WriteString("descriptor", StandardOutput.Encoding.GetString(answer.Body.Span)));
            else session.Screen.Raw(answer.Body);
            return ExitCodes.Done;
        }));
        return command;
    }
}
