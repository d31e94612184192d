using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Completion;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

internal static class UnlockCommand
{
    public static Command Create(Globals globals)
    {
        var tokens = new TokenOptions();
        var resource = new Argument<string?>("resource")
        {
            Description = "With --force: whose lock to end, by name or id",
            HelpName = "resource",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { new ServerWords(globals).Names },
        };
        var force = new Option<bool>("--force") { Description = "End anybody's lock of the resource, as an admin" };
        var reason = new Option<string?>("--reason") { Description = "With --force: why, for the audit trail", HelpName = "text" };
        var command = new Command("unlock", $"Free locks by their tokens ({Grant.TokensVariable}), or one by force") { resource, force, reason };
        tokens.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(force) != (result.GetValue(resource) is not null)) result.AddError("--force and a resource belong together; tokens need neither");
        });
        command.SetAction(globals.Do(async (line, session) => line.GetValue(resource) is { } name
            ? await ForceAsync(session, name, line.GetValue(reason))
            : await FreeAsync(session, await tokens.ReadAsync(line, session.Token))));
        return command;
    }

    private static async Task<int> FreeAsync(Session session, IReadOnlyList<string> tokens)
    {
        var exitCode = ExitCodes.Done;
        foreach (var call in Locks.Unlock(tokens))
        {
            var answer = await session.SendAsync(call);
            var results = answer.Read(ApiJson.Default.UnlockResults).Results;
            if (session.Screen.IsJson) session.Screen.Json(answer.Body);
            else session.Screen.Table(["RESOURCE ID", "RESULT"], results.Select(result => new[] { Id(result), result.Result }));

            // What was lost or never was is not freed by who asks.
            if (results.Any(result => result.Result == UnlockResult.UnknownToken)) exitCode = ExitCodes.Forbidden;
            else if (results.Any(result => result.Result == UnlockResult.LockLost) && exitCode == ExitCodes.Done) exitCode = ExitCodes.Conflict;
        }

        return exitCode;
    }

    private static string? Id(UnlockResult result) => result.ResourceId?.ToString(CultureInfo.InvariantCulture);

    private static async Task<int> ForceAsync(Session session, string name, string? reason)
    {
        var resource = await ResourceArgument.FindAsync(session, name);
        var answer = await session.SendAsync(ApiCall.Post(
            ResourceArgument.PathOf(resource.Id, "/unlock"), new ForcedUnlockRequest(Force: true, reason), ApiJson.Default.ForcedUnlockRequest));
        if (session.Screen.IsJson) session.Screen.Json(answer.Body);
        else session.Screen.Line($"{resource.Name} is {answer.Read(ApiJson.Default.Unlocked).Resource.Status}");
        return ExitCodes.Done;
    }
}
