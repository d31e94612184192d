using System.Globalization;
using RentABot.Gateway.Json;
using RentABot.Gateway.Problems;
using RentABot.Rules;

namespace RentABot.Gateway.Requests;

/// <summary>Reads query parameters and collects what is wrong with them.</summary>
internal sealed class QueryValues
{
    private readonly Violations _violations = new();

    public Violations Violations => _violations;

    public int? Number(string name, string? text, int from, int to)
    {
        if (text is null) return null;
        var valid = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to;
        _violations.AddIf(!valid, name, $"must be a whole number {from}–{to}");
        return valid ? number : null;
    }

    public long? Id(string name, string? text)
    {
        if (text is null) return null;
        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        _violations.AddIf(!valid, name, "must be a whole number");
        return valid ? id : null;
    }

    public Guid? Uuid(string name, string? text)
    {
        if (text is null) return null;
        var valid = Guid.TryParseExact(text, "D", out var id);
        _violations.AddIf(!valid, name, "must be a UUID");
        return valid ? id : null;
    }

    public bool? Flag(string name, string? text)
    {
        if (text is null) return null;
        var valid = bool.TryParse(text, out var flag);
        _violations.AddIf(!valid, name, "must be true or false");
        return valid ? flag : null;
    }

    /// <summary>One of some words.</summary>
    public TWord? Word<TWord>(string name, string? text, IReadOnlyDictionary<string, TWord> words)
        where TWord : struct
    {
        if (text is null) return null;
        if (words.TryGetValue(text, out var word)) return word;
        _violations.Add(name, $"must be one of {string.Join(", ", words.Keys)}");
        return null;
    }

    public DateTimeOffset? Instant(string name, string? text)
    {
        if (text is null) return null;
        if (Instants.TryRead(text, out var instant)) return instant;
        _violations.Add(name, Instants.Form);
        return null;
    }

    public void ThrowIfInvalid()
    {
        if (_violations.Any) throw new ProblemException(ProblemCatalog.Invalid(_violations));
    }
}
