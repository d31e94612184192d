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
            Description = "The one of this shell's locks to free, or with --force whose lock to end, by name or id",
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
            if (result.GetValue(force) && result.GetValue(resource) is null) result.AddError("--force needs the name of the resource whose lock it ends");
            if (!result.GetValue(force) && result.GetResult(reason) is not null) result.AddError("--reason goes with --force alone: who frees a lock of his own needs none");
        });
        command.SetAction(globals.Do(async (line, session) => line.GetValue(resource) switch
        {
            null => await FreeAsync(session, await tokens.ReadAsync(line, session.Token)),
            { } name when line.GetValue(force) => await ForceAsync(session, name, line.GetValue(reason)),
            { } name when tokens.AreExported(line) => await FreeAsync(session, [ExportedLocks.Find(
                name, $"give it by --stdin or --token alone; an admin ends anybody's lock by rentabot unlock {name} --force --reason TEXT").Token]),
            _ => throw Mistakes.In(line, "a token tells its resource: give no name with it"),
        }));
        return command;
    }

    private static async Task<int> FreeAsync(Session session, IReadOnlyList<string> tokens)
    {
        var results = new List<UnlockResult>();
        var names = ExportedLocks.Read().ToLookup(exported => exported.Id, exported => exported.Name);
        foreach (var call in Locks.Unlock(tokens))
        {
            var answer = await session.SendAsync(call);
            var some = answer.Read(ApiJson.Default.UnlockResults).Results;
            results.AddRange(some);
            if (session.Screen.IsJson) session.Screen.Json(answer.Body);
            else session.Screen.Table(["RESOURCE", "RESULT"], some.Select(result => new[] { NameOf(result, names), result.Result }));
        }

        // What was lost or never was is not freed by who asks.
        var exitCode = ExitCodes.Done;
        foreach (var trouble in new[] { LossOf(results, names), StrangersOf(results) }.OfType<CliException>())
        {
            session.Screen.Error(trouble);
            exitCode = trouble.ExitCode;
        }

        return exitCode;
    }

    private static CliException? LossOf(List<UnlockResult> results, ILookup<long, string> names)
    {
        var lost = results.Where(result => result.Result == UnlockResult.LockLost).Select(result => NameOf(result, names)).ToList();
        return lost.Count == 0 ? null : new CliException(
            ExitCodes.Conflict, "lock_lost",
            $"Lost before it was freed, by its end or by force: the lock of {string.Join(", ", lost)} – "
            + "whatever was done since may have met others' work; lock anew, for longer by --ttl, or by rentabot run, which extends it");
    }

    /// <summary>Told by their places in the order given: a token is never written.</summary>
    private static CliException? StrangersOf(List<UnlockResult> results)
    {
        var places = Enumerable.Range(1, results.Count).Where(place => results[place - 1].Result == UnlockResult.UnknownToken).ToList();
        return places.Count == 0 ? null : new CliException(
            ExitCodes.Forbidden, "invalid_lock_token",
            string.Create(CultureInfo.InvariantCulture, $"No token of a lock here: number {string.Join(", ", places)} of the {results.Count} given – ")
            + "see that it is whole and goes to the server that granted it; rentabot list tells what is locked, and an admin ends it by rentabot unlock NAME --force");
    }

    /// <summary>Its id where it is no lock of this shell: of others the server tells no more.</summary>
    private static string? NameOf(UnlockResult result, ILookup<long, string> names) =>
        result.ResourceId is { } id ? names[id].FirstOrDefault() ?? id.ToString(CultureInfo.InvariantCulture) : null;

    private static async Task<int> ForceAsync(Session session, string name, string? reason)
    {
        var resource = await ResourceArgument.FindAsync(session, name);
        var answer = await session.SendAsync(ApiCall.Post(
            ResourceArgument.PathOf(resource.Id, "/unlock"), new ForcedUnlockRequest(Force: true, reason), ApiJson.Default.ForcedUnlockRequest));
        if (session.Screen.IsJson) session.Screen.Json(answer.Body);
        else session.Screen.Line($"{resource.Name} is {ResourceOutput.StandingOf(answer.Read(ApiJson.Default.Unlocked).Resource)}");
        return ExitCodes.Done;
    }
}
