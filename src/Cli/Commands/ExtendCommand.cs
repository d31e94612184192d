using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Completion;
using RentABot.Cli.Output;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

internal static class ExtendCommand
{
    public static Command Create(Globals globals)
    {
        var tokens = new TokenOptions();
        var longest = TimeSpan.FromSeconds(Limits.MaxLockDuration);
        var resources = new Argument<string[]>("resource")
        {
            Description = "Names or ids, in the order of the tokens; without any, what rentabot lock --shell has exported",
            HelpName = "resource",
            Arity = ArgumentArity.ZeroOrMore,
            CompletionSources = { new ServerWords(globals).Names },
        };
        var ttl = DurationOption.Create("--ttl", "How long the locks live from now on", TimeSpan.FromSeconds(1), longest);
        var by = DurationOption.Create("--by", "How much longer than now they live", TimeSpan.FromSeconds(1), longest);
        var command = new Command("extend", "Prolong locks by their tokens") { resources, ttl, by };
        tokens.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(ttl) is null == result.GetResult(by) is null) result.AddError("say how long by one of --ttl and --by");
        });
        command.SetAction(globals.Do(async (line, session) =>
        {
            var secrets = await tokens.ReadAsync(line, session.Token);
            var ids = line.GetValue(resources) is { Length: > 0 } names ? await FindAsync(session, names) : Exported();
            if (ids.Count != secrets.Count) throw CliException.Usage($"There are {secrets.Count} tokens for {ids.Count} resources – name one for each");
            var (exitCode, patience) = (ExitCodes.Done, session.Patience);
            foreach (var (id, token) in ids.Zip(secrets))
            {
                var request = new ExtendRequest(token, Seconds(line.GetValue(ttl)), Seconds(line.GetValue(by)));
                try
                {
                    Show(session, id, await session.Api.SendAsync(Locks.Extend(id, request), patience, session.Token));
                }
                catch (CliException exception)
                {
                    session.Screen.Error(exception, about: $"resource {id}: ");
                    exitCode = Math.Max(exitCode, exception.ExitCode);

                    // What it was waited for with one needs no second wait with the next.
                    if (exception is UnreachableException) patience = TimeSpan.Zero;
                }
            }

            return exitCode;
        }));
        return command;
    }

    private static void Show(Session session, long id, ApiAnswer answer)
    {
        if (session.Screen.IsJson) session.Screen.Json(answer.Body);
        else session.Screen.Line($"resource {id} is locked until {Instants.Write(answer.Read(ApiJson.Default.Extended).ExpiresAt)}");
    }

    private static int? Seconds(TimeSpan? duration) => (int?)duration?.TotalSeconds;

    private static async Task<List<long>> FindAsync(Session session, string[] names)
    {
        var ids = new List<long>();
        foreach (var name in names) ids.Add((await ResourceArgument.FindAsync(session, name)).Id);
        return ids;
    }

    private static List<long> Exported()
    {
        // An earlier grant of more resources may have left variables behind.
        var ids = new List<long>();
        while (ids.Count < (Exported($"_COUNT") ?? 0) && Exported($"_{ids.Count + 1}_ID") is { } id) ids.Add(id);
        return ids;
    }

    private static long? Exported(FormattableString name) => long.TryParse(
        Environment.GetEnvironmentVariable(Grant.ResourcePrefix + FormattableString.Invariant(name)),
        NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
