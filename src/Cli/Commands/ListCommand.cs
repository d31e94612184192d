using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Completion;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

internal static class ListCommand
{
    public static Command Create(Globals globals)
    {
        var words = new ServerWords(globals);
        var tags = new Option<string?>("--tags", "-t")
        {
            Description = "Those that have all of these tags, with commas between them",
            HelpName = "tags",
            CompletionSources = { words.Tags },
        };
        var expression = new Option<string?>("--expression", "-e") { Description = "Those whose tags satisfy this", HelpName = "expression" };
        var status = WordOption.Create("--status", "Those of this status", ResourceStatuses.All);
        var client = new Option<string?>("--client-id") { Description = "Those that are locked for this client", HelpName = "name" };
        var command = new Command("list", "List resources: their status, who has them and until when") { tags, expression, status, client };
        command.SetAction(globals.Do(async (line, session) =>
        {
            var resources = new List<Resource>();
            for (var page = 1; ; page++)
            {
                var answer = await session.SendAsync(ResourceArgument.List(
                    ("tags", line.GetValue(tags)), ("expression", line.GetValue(expression)), ("status", line.GetValue(status)),
                    ("client_id", line.GetValue(client)), ("sort", "name"), ("limit", ResourceArgument.MostPerPage),
                    ("page", page.ToString(CultureInfo.InvariantCulture))));
                var answered = answer.Read(ApiJson.Default.ResourcePage);
                if (session.Screen.IsJson) session.Screen.Json(answer.Body);
                resources.AddRange(answered.Resources);
                if (answered.Resources.Count == 0 || resources.Count >= answered.Total) break;
            }

            if (!session.Screen.IsJson)
            {
                if (resources.Count == 0) await SayNothingMatchesAsync(session, line.GetValue(tags), line.GetValue(expression));
                session.Screen.Table(["NAME", "STATUS", "CLIENT", "ENDS IN", "TAGS", "ENDPOINT"], resources.Select(resource => new[]
                {
                    resource.Name, ResourceOutput.StatusOf(resource), resource.LockClientId, ResourceOutput.EndsIn(resource),
                    string.Join(',', resource.Tags), resource.Endpoint,
                }));
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>That a list is empty is no mistake, and may come of one.</summary>
    private static async Task SayNothingMatchesAsync(Session session, string? tags, string? expression)
    {
        var wanted = new Wanted { Tags = tags is null ? null : TagSyntax.Split(tags, out _), Expression = expression };
        if (await NearWords.OfAsync(wanted, session.SendAsync) is { Length: > 0 } words) session.Screen.Note($"nothing matches{words}");
    }
}
