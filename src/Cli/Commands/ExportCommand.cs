using System.CommandLine;
using RentABot.Cli.Api;
using RentABot.Descriptors;

namespace RentABot.Cli.Commands;

internal static class ExportCommand
{
    public static Command Create(Globals globals)
    {
        var command = new Command("export", "Print all resources as a descriptor, in YAML, or with --json in JSON: import takes both back");
        command.SetAction(globals.Do(async (_, session) =>
        {
            var answer = await session.SendAsync(ApiCall.Get("api/v1/resources/export"));
            if (session.Screen.IsJson) session.Screen.Json(writer => DescriptorJson.WriteEntries(writer, Read(answer)));
            else session.Screen.Raw(answer.Body);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static DescriptorMap Read(ApiAnswer answer)
    {
        try
        {
            return DescriptorParser.Parse(answer.Body, isJson: false, ParserLimits.OfDescriptors) as DescriptorMap ?? throw ApiAnswer.NotUnderstood();
        }
        catch (DescriptorSyntaxException)
        {
            throw ApiAnswer.NotUnderstood();
        }
    }
}
