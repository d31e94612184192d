using System.CommandLine;
using RentABot.Cli.Completion;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

/// <summary>A reservation by its id.</summary>
internal static class ReservationArgument
{
    public static Argument<string?> Create(Globals globals) => new("id")
    {
        Description = $"Of the reservation; without it, {Grant.ReservationVariable}",
        HelpName = "id",
        Arity = ArgumentArity.ZeroOrOne,
        CompletionSources = { new ServerWords(globals).Reservations },
    };

    /// <exception cref="CliException">It is none.</exception>
    public static string Read(ParseResult line, Argument<string?> argument)
    {
        var text = line.GetValue(argument) ?? Environment.GetEnvironmentVariable(Grant.ReservationVariable);
        if (Guid.TryParseExact(text, "D", out var id)) return id.ToString("D");
        if (text is not null && StrayWords.BehindOption(line, text) is { } form) throw Mistakes.In(line, form);
        throw CliException.Usage(
            (string.IsNullOrEmpty(text)
                ? $"The id of the reservation is missing, and {Grant.ReservationVariable} does not tell it"
                : $"'{text}' is no id of a reservation, which looks like 01a21f9f-c1a7-7bd7-8d69-56e25bc01a5e")
            + " – rentabot reserve prints it, rentabot queue lists those that wait, with --status fulfilled those that can be claimed");
    }
}
