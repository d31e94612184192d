namespace RentABot.Cli.Api;

/// <summary>What the server calls the fields of a request, as who wrote the command line knows them.</summary>
internal static class ProblemFields
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["name"] = "the name",
        ["tags"] = "--tags",
        ["expression"] = "--expression",
        ["quantity"] = "--quantity",
        ["ttl"] = "--ttl",
        ["additional_ttl"] = "--by",
        ["priority"] = "--priority",
        ["claim_window"] = "--claim-window",
        ["client_id"] = "--client-id",
        ["details"] = "--details",
        ["reason"] = "--reason",
        ["from"] = "--from",
        ["to"] = "--to",
        ["until"] = "--until",
        ["limit"] = "--limit",
        ["cursor"] = "--cursor",
        ["types"] = "--types",
        ["event_type"] = "--type",
        ["reservation_id"] = "--reservation",
    };

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["tags"] = "give them such as --tags arm64,board",
        ["expression"] = "write one such as 'arm64 && (usb || hdmi) && !broken'",
    };

    public static string NameOf(string field) => Names.GetValueOrDefault(field, field);

    public static string? ExampleOf(string field) => Examples.GetValueOrDefault(field);
}
