using System.CommandLine.Completions;
using RentABot.Cli.Api;
using RentABot.Cli.Commands;

namespace RentABot.Cli.Completion;

/// <summary>Words that the server knows, for completion. Without an answer soon there are none, and nothing is said.</summary>
internal sealed class ServerWords(Globals globals)
{
    private const int MaxWords = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public IEnumerable<CompletionItem> Names(CompletionContext context) => Words(context, page => page.Resources.Select(resource => resource.Name));

    /// <summary>The last of some tags with commas between them.</summary>
    public IEnumerable<CompletionItem> Tags(CompletionContext context)
    {
        var written = context.WordToComplete;
        var before = written[..(written.LastIndexOf(',') + 1)];
        var used = before.Split(',').ToHashSet(StringComparer.Ordinal);
        return Words(context, page => page.Resources.SelectMany(resource => resource.Tags)
            .Distinct(StringComparer.Ordinal).Where(tag => !used.Contains(tag)).Select(tag => before + tag));
    }

    public IEnumerable<CompletionItem> Reservations(CompletionContext context) => Ask(context, async (api, token) =>
    {
        var words = new List<string>();
        foreach (var status in new[] { ReservationStatuses.Pending, ReservationStatuses.Fulfilled })
        {
            var answer = await api.SendAsync(ApiCall.Get($"api/v1/reservations?status={status}&limit={MaxWords}"), TimeSpan.Zero, token);
            words.AddRange(answer.Read(ApiJson.Default.ReservationPage).Reservations.Select(reservation => reservation.ReservationId));
        }

        return words;
    });

    public static IEnumerable<CompletionItem> Servers(CompletionContext context)
    {
        try
        {
            return Matching(context, Globals.ReadFile().Servers.Select(server => server.Name));
        }
        catch (CliException)
        {
            return [];
        }
    }

    private List<CompletionItem> Words(CompletionContext context, Func<ResourcePage, IEnumerable<string>> words) =>
        Ask(context, async (api, token) =>
        {
            var answer = await api.SendAsync(ResourceArgument.List(("limit", ResourceArgument.MostPerPage)), TimeSpan.Zero, token);
            return words(answer.Read(ApiJson.Default.ResourcePage));
        });

    private List<CompletionItem> Ask(CompletionContext context, Func<ApiClient, CancellationToken, Task<IEnumerable<string>>> ask)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            using var api = new ApiClient(globals.ServerOf(context.ParseResult, Globals.ReadFile()), TimeProvider.System, _ => { });
            return Matching(context, ask(api, limit.Token).GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is CliException or OperationCanceledException or InvalidOperationException)
        {
            return [];
        }
    }

    private static List<CompletionItem> Matching(CompletionContext context, IEnumerable<string> words) =>
    [
        .. words.Where(word => word.StartsWith(context.WordToComplete, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Take(MaxWords).Select(word => new CompletionItem(word)),
    ];
}
