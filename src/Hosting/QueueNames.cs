using System.Text.RegularExpressions;

namespace RentABot.Hosting;

/// <summary>Names of the queues that the services consume.</summary>
public static partial class QueueNames
{
    /// <summary>Queues of one process alone, gone with its connection.</summary>
    public const string ListenerPrefix = "rentabot-listener-";

    /// <summary>Each command has a queue of its own, so that the exchange tells its type: <c>rentabot-lock-resources</c>.</summary>
    public static string ForCommand(Type command) =>
        "rentabot" + CapitalLetter().Replace(command.Name, match => "-" + match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex CapitalLetter();
}
