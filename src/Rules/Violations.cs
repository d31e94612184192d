namespace RentABot.Rules;

/// <summary>Messages by field; fields are named as REST clients write them (snake_case).</summary>
public sealed class Violations
{
    /// <summary>What is told; the rest is counted. A request of a million wrong fields must not get an answer as long.</summary>
    private const int MaxMessages = 100;
    private const int MaxFieldLength = 200;
    private const string More = "more";

    private readonly SortedDictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    private int _told;
    private int _untold;

    public bool Any => _told > 0;

    /// <summary>How many messages there were, told or not.</summary>
    public int Count => _told + _untold;

    public void Add(string field, string message)
    {
        if (_told == MaxMessages)
        {
            _untold++;
            return;
        }

        _told++;
        if (field.Length > MaxFieldLength) field = field.Cut(MaxFieldLength) + "…";
        if (!_messages.TryGetValue(field, out var messages)) _messages[field] = messages = [];
        messages.Add(message);
    }

    public void AddIf(bool violated, string field, string message)
    {
        if (violated) Add(field, message);
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ToDictionary()
    {
        var messages = _messages.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);
        if (_untold > 0) messages[More] = [.. messages.GetValueOrDefault(More, []), $"{_untold} more are wrong"];
        return messages;
    }

    public override string ToString() =>
        string.Join("; ", ToDictionary().Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value)}"));
}
