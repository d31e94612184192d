using System.Collections.Concurrent;

namespace RentABot.Fuzz.Runs;

/// <summary>How often each operation was answered how.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<(string Operation, string Answer), int> _counts = new();

    public int Total => _counts.Values.Sum();

    public void Count(string operation, string answer) => _counts.AddOrUpdate((operation, answer), 1, (_, count) => count + 1);

    public int Of(string answer) => _counts.Where(count => count.Key.Answer == answer).Sum(count => count.Value);

    /// <summary>The operations that nothing right was ever asked of.</summary>
    public IEnumerable<string> NeverSuccessful() => _counts.GroupBy(count => count.Key.Operation)
        .Where(operation => operation.All(count => count.Key.Answer[0] != '2' && count.Key.Answer != "101")).Select(operation => operation.Key);

    public override string ToString()
    {
        var operations = _counts.GroupBy(count => count.Key.Operation).OrderBy(group => group.Key, StringComparer.Ordinal);
        return string.Join(Environment.NewLine, operations.Select(operation =>
            $"{operation.Key,-20} {operation.Sum(count => count.Value),5}: "
            + string.Join(", ", operation.OrderBy(count => count.Key.Answer, StringComparer.Ordinal).Select(count => $"{count.Key.Answer} {count.Value}"))));
    }
}
