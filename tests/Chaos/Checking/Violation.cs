namespace RentABot.Chaos.Checking;

/// <summary>A rule that a run broke.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Facts">The calls, rows and events that show it, and no others.</param>
internal sealed record Violation(string Rule, string Sentence, IReadOnlyList<string> Facts)
{
    public override string ToString() => string.Join(Environment.NewLine, [$"{Rule}: {Sentence}", .. Facts.Select(fact => $"    {fact}")]);
}
