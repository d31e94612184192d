using System.Globalization;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Runs;

/// <summary>The figures of a run of several rounds, as Markdown.</summary>
internal sealed class Report(IReadOnlyList<RoundResult> rounds, IEnumerable<string> faults)
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public void Write(TextWriter output)
    {
        WriteRounds(output);
        WriteFaults(output);
        WriteAnswers(output);
    }

    private void WriteRounds(TextWriter output)
    {
        output.WriteLine("| round | seed | calls | locks | reservations | events | deliveries | uses | faults | violations |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        for (var i = 0; i < rounds.Count; i++) Row($"{i + 1}", $"{rounds[i].Options.Seed}", [rounds[i]]);
        Row("all", "", rounds);
        output.WriteLine();

        void Row(string round, string seed, IReadOnlyList<RoundResult> of) => output.WriteLine(string.Create(
            English,
            $"| {round} | {seed} | {of.Sum(r => r.History.Calls.Count):N0} | {of.Sum(r => r.Books.Locks.Count):N0} | {of.Sum(r => r.Books.Reservations.Count):N0} | {of.Sum(r => r.Books.Events.Count):N0} | {of.Sum(r => r.History.Deliveries.Count):N0} | {of.Sum(r => r.History.Uses.Count):N0} | {of.Sum(r => r.Injections.Count):N0} | {of.Sum(r => r.Violations.Count):N0} |"));
    }

    private void WriteFaults(TextWriter output)
    {
        var happened = rounds.SelectMany(round => round.Injections).CountBy(injection => injection.Name).ToDictionary();
        output.WriteLine("| fault | times |");
        output.WriteLine("|---|---|");
        foreach (var name in faults) output.WriteLine(string.Create(English, $"| {name} | {happened.GetValueOrDefault(name):N0} |"));
        output.WriteLine();
        output.WriteLine(string.Create(English, $"Started anew because the bus did not come back: {rounds.Sum(round => round.Restarts):N0}."));
        output.WriteLine();
    }

    private void WriteAnswers(TextWriter output)
    {
        output.WriteLine("| answer | calls |");
        output.WriteLine("|---|---|");
        var answers = rounds.SelectMany(round => round.History.Calls).CountBy(Answer).OrderByDescending(answer => answer.Value);
        foreach (var (answer, count) in answers) output.WriteLine(string.Create(English, $"| {answer} | {count:N0} |"));
        output.WriteLine();
    }

    private static string Answer(Call call) => call.Outcome switch
    {
        Outcome.Unknown => "none: the connection broke, or the client stopped waiting",
        Outcome.Refused => $"{call.Status} `{call.Code}`",
        _ => "what was asked for",
    };
}
