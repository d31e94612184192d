using System.CommandLine;
using RentABot.Cli.Output;

namespace RentABot.Cli;

/// <summary>Options that take an instant.</summary>
internal static class InstantOption
{
    public static Option<DateTimeOffset?> Create(string name, string description) => new(name)
    {
        Description = $"{description}, such as 2030-01-31T12:00Z",
        HelpName = "instant",
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (Instants.TryParse(given, out var instant)) return instant;
            result.AddError(Mistakes.Value(name, given, "an instant with its offset, such as 2030-01-31T12:00Z or 2030-01-31T12:00:00+01:00"));
            return null;
        },
    };
}
