using System.CommandLine;

namespace RentABot.Cli;

/// <summary>Options that take a duration.</summary>
internal static class DurationOption
{
    public const string Form = "90s|30m|2h";

    public static Option<TimeSpan?> Create(string name, string description, TimeSpan least = default, TimeSpan? most = null) => new(name)
    {
        Description = description,
        HelpName = Form,
        CustomParser = result => Parse(result, name, least, most),
    };

    private static TimeSpan Parse(System.CommandLine.Parsing.ArgumentResult result, string name, TimeSpan least, TimeSpan? most)
    {
        var given = result.Tokens[0].Value;
        if (!Durations.TryParse(given, out var duration)) result.AddError(Mistakes.Value(name, given, Durations.Form));
        else if (duration < least || duration > (most ?? TimeSpan.MaxValue))
        {
            var range = most is { } limit ? $"{Durations.Write(least)} to {Durations.Write(limit)}" : $"{Durations.Write(least)} or more";
            result.AddError(Mistakes.Value(name, given, $"{range}, such as 30m"));
        }

        return duration;
    }
}
