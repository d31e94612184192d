namespace RentABot.Chaos.Checking.Tests;

internal static class Verdict
{
    public static void ShouldHold(this Scene scene) => Assert.Equal("", Said(scene.Check()));

    /// <summary>These rules are broken and no others; returns what is said of the first.</summary>
    public static Violation ShouldBreak(this Scene scene, params string[] rules)
    {
        var violations = scene.Check();
        var broken = violations.Select(one => one.Rule).Distinct().Order();
        Assert.True(rules.Order().SequenceEqual(broken), $"Found:{Environment.NewLine}{Said(violations)}");
        return violations.First(one => one.Rule == rules[0]);
    }

    private static IReadOnlyList<Violation> Check(this Scene scene) => HistoryChecker.Check(scene.History, scene.Books);

    private static string Said(IEnumerable<Violation> violations) => string.Join(Environment.NewLine, violations);
}
