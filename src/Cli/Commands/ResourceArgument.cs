using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Completion;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

/// <summary>A resource, by its name or its id.</summary>
internal static class ResourceArgument
{
    /// <summary>The most that the server gives at once.</summary>
    public const string MostPerPage = "1000";

    public static Argument<string> Create(Globals globals) => new("resource")
    {
        Description = "Its name or its id",
        HelpName = "resource",
        CompletionSources = { new ServerWords(globals).Names },
    };

    /// <summary>Where it narrows down what is shown.</summary>
    public static Option<string?> CreateOption(Globals globals) => new("--resource")
    {
        Description = "Of this resource, by its name or id",
        HelpName = "resource",
        CompletionSources = { new ServerWords(globals).Names },
    };

    /// <exception cref="CliException">There is none.</exception>
    public static async Task<Resource> FindAsync(Session session, string text) => (await FindAtAsync(session, text)).Resource;

    /// <summary>A name goes first, as one may look like an id.</summary>
    /// <returns>With the instant at which the server has answered, by its own clock where it tells it.</returns>
    /// <exception cref="CliException">There is none.</exception>
    public static async Task<(Resource Resource, DateTimeOffset Now)> FindAtAsync(Session session, string text)
    {
        var answer = await session.SendAsync(List(("name", text)));
        var now = answer.Date ?? session.Api.Time.GetUtcNow();
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        if (answer.Read(ApiJson.Default.ResourcePage).Resources is [var found])
        {
            if (isNumber && found.Id != id) session.Screen.Warn("name_before_id", $"{text} is the name of a resource, and that one is meant, not the one of the id {text}");
            return (found, now);
        }

        if (!isNumber)
        {
            throw new CliException(
                ExitCodes.NotFound, "resource_not_found",
                $"There is no resource {text}{await NearWords.OfNameAsync(text, session.SendAsync)} – {ProblemAdvice.Of("resource_not_found")}");
        }

        return ((await session.SendAsync(ApiCall.Get(PathOf(id)))).Read(ApiJson.Default.Resource), now);
    }

    /// <summary>Asks for those that a query names.</summary>
    public static ApiCall List(params (string Name, string? Value)[] query) => ApiCall.Get("api/v1/resources" + Query.Of(query));

    public static string PathOf(long id, string? rest = null) => string.Create(CultureInfo.InvariantCulture, $"api/v1/resources/{id}{rest}");
}
