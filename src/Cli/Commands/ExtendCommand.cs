using System.CommandLine;
using RentABot.Cli.Api;
using RentABot.Cli.Completion;
using RentABot.Cli.Output;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

internal static class ExtendCommand
{
    /// <summary>The server tells its clock in whole seconds, and not to the second.</summary>
    private const int Rounding = 5;

    public static Command Create(Globals globals)
    {
        var tokens = new TokenOptions();
        var longest = TimeSpan.FromSeconds(Limits.MaxLockDuration);
        var resources = new Argument<string[]>("resource")
        {
            Description = "Names or ids, in the order of the tokens where these are given; without any, all locks of this shell",
            HelpName = "resource",
            Arity = ArgumentArity.ZeroOrMore,
            CompletionSources = { new ServerWords(globals).Names },
        };
        var ttl = DurationOption.Create("--ttl", "How long the locks live from now on; a longer one is not shortened", TimeSpan.FromSeconds(1), longest);
        var by = DurationOption.Create("--by", "How much later than at their present end they end", TimeSpan.FromSeconds(1), longest);
        var command = new Command("extend", "Prolong locks by their tokens") { resources, ttl, by };
        tokens.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(ttl) is null == result.GetResult(by) is null) result.AddError("say how long by one of --ttl and --by");
        });
        command.SetAction(globals.Do(async (line, session) =>
        {
            var locks = await FindAsync(session, tokens, line, line.GetValue(resources) ?? []);
            var (exitCode, patience) = (ExitCodes.Done, session.Patience);
            foreach (var (id, name, token) in locks)
            {
                var request = new ExtendRequest(token, Seconds(line.GetValue(ttl)), Seconds(line.GetValue(by)));
                try
                {
                    Show(session, name, request, await session.Api.SendAsync(Locks.Extend(id, request), patience, session.Token));
                }
                catch (CliException exception)
                {
                    session.Screen.Error(exception, about: $"{name}: ");
                    exitCode = Math.Max(exitCode, exception.ExitCode);

                    // What it was waited for with one needs no second wait with the next.
                    if (exception is UnreachableException) patience = TimeSpan.Zero;
                }
            }

            return exitCode;
        }));
        return command;
    }

    private static void Show(Session session, string name, ExtendRequest request, ApiAnswer answer)
    {
        var end = answer.Read(ApiJson.Default.Extended).ExpiresAt;
        if (session.Screen.IsJson) session.Screen.Json(answer.Body);
        else session.Screen.Line($"{name} is locked until {Instants.Write(end)}");
        if (request.Ttl is { } ttl && answer.Date + TimeSpan.FromSeconds(ttl + Rounding) < end)
        {
            session.Screen.Warn("not_shortened", $"{name} was locked for longer than --ttl from now already, and a lock is never shortened; --by adds to its end, unlock ends it");
        }
    }

    private static int? Seconds(TimeSpan? duration) => (int?)duration?.TotalSeconds;

    private static async Task<List<(long Id, string Name, string Token)>> FindAsync(Session session, TokenOptions tokens, ParseResult line, string[] names)
    {
        if (tokens.AreExported(line) && ExportedLocks.Read() is { Count: > 0 } exported)
        {
            return [.. (names.Length == 0 ? exported : names.Select(name => ExportedLocks.Find(name, "give it by --stdin or --token, beside the name"))).Select(one => (one.Id, one.Name, one.Token))];
        }

        var secrets = await tokens.ReadAsync(line, session.Token);
        if (names.Length != secrets.Count)
        {
            throw Mistakes.In(line, $"tokens and names are not as many, {secrets.Count} and {names.Length}: name the resource of each token, in the same order");
        }

        var locks = new List<(long, string, string)>();
        foreach (var (name, token) in names.Zip(secrets))
        {
            var resource = await ResourceArgument.FindAsync(session, name);
            locks.Add((resource.Id, resource.Name, token));
        }

        return locks;
    }
}
