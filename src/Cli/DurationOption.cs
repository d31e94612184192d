using System.CommandLine;

namespace RentABot.Cli;

/// <summary>Options that take a duration.</summary>
internal static class DurationOption
{
    public const string Form = "duration";

    public static Option<TimeSpan?> Create(string name, string description, TimeSpan least = default, TimeSpan? most = null) => new(name)
    {
        Description = description,
        HelpName = Form,
        CustomParser = result => Parse(result, name, least, most),
    };

    private static TimeSpan Parse(System.CommandLine.Parsing.ArgumentResult result, string name, TimeSpan least, TimeSpan? most)
    {
        if (!Durations.TryParse(result.Tokens[0].Value, out var duration)) result.AddError($"{name} {Durations.Form}");
        else if (duration < least || duration > (most ?? TimeSpan.MaxValue))
        {
            result.AddError(most is { } limit
                ? $"{name} must be {Durations.Write(least)} to {Durations.Write(limit)}"
                : $"{name} must be {Durations.Write(least)} or more");
        }

        return duration;
    }
}
