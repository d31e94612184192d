using System.Text.RegularExpressions;

namespace RentABot.Hosting;

/// <summary>Names of the queues that the services consume.</summary>
public static partial class QueueNames
{
    /// <summary>Queues of one process alone, gone with its connection.</summary>
    public const string ListenerPrefix = "rentabot-listener-";

    /// <summary>Where the broker puts a message that crashed its consumers too often.</summary>
    public const string DeadLetters = "rentabot-dead-letter";

    /// <summary>Each command has a queue of its own, so that the exchange tells its type: <c>rentabot-lock-resources</c>.</summary>
    public static string ForCommand(Type command) =>
        "rentabot" + CapitalLetter().Replace(command.Name, match => "-" + match.Value.ToLowerInvariant());

    /// <summary>Where MassTransit puts a message of a queue that could not be read, or that failed with nobody to be told.</summary>
    public static string ErrorsOf(string queue) => $"{queue}_error";

    [GeneratedRegex("[A-Z]")]
    private static partial Regex CapitalLetter();
}
