using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace RentABot.Cli;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOption
{
    public const string Form = "number";

    public static Option<TNumber?> Create<TNumber>(string name, string description, TNumber least, TNumber? most = null)
        where TNumber : struct, IBinaryInteger<TNumber> => new(name)
        {
            Description = description,
            HelpName = Form,
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                var isNumber = TNumber.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
                if (isNumber && number >= least && (most is not { } largest || number <= largest)) return number;
                var range = most is { } limit ? $"{least} to {limit}" : $"{least} or more";
                result.AddError(Mistakes.Value(name, given, $"a whole number, {range}, such as 2"));
                return null;
            },
        };
}
