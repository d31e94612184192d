namespace RentABot.Rules;

/// <summary>Messages by field; fields are named as REST clients write them (snake_case).</summary>
public sealed class Violations
{
    private readonly SortedDictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    public bool Any => _messages.Count > 0;

    public void Add(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages)) _messages[field] = messages = [];
        messages.Add(message);
    }

    public void AddIf(bool violated, string field, string message)
    {
        if (violated) Add(field, message);
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ToDictionary() =>
        _messages.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);

    public override string ToString() =>
        string.Join("; ", _messages.Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value)}"));
}
