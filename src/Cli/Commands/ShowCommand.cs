using System.CommandLine;
using RentABot.Cli.Api;

namespace RentABot.Cli.Commands;

internal static class ShowCommand
{
    public static Command Create(Globals globals)
    {
        var resource = ResourceArgument.Create(globals);
        var command = new Command("show", "Show a resource: who has it, until when, and what it is") { resource };
        command.SetAction(globals.Show(
            async (line, session) =>
            {
                var found = await ResourceArgument.FindAsync(session, line.GetValue(resource)!);
                return await session.SendAsync(ApiCall.Get(ResourceArgument.PathOf(found.Id)));
            },
            (answer, session) => ResourceOutput.Show(session, answer.Read(ApiJson.Default.Resource))));
        return command;
    }
}
