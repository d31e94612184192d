using Microsoft.Extensions.Options;

namespace RentABot.Hosting;

/// <summary>Collects which settings of a section are out of their bounds.</summary>
public sealed class SettingBounds(string section)
{
    private readonly List<string> _failures = [];

    public ValidateOptionsResult Result => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    /// <summary>The value must be one of these, both ends included.</summary>
    public SettingBounds Check<T>(string key, T value, T least, T most)
        where T : struct, IComparable<T> =>
        Require(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, key, value, $"{least}–{most}");

    /// <summary>As <see cref="Check"/>, in other words.</summary>
    public SettingBounds Require<T>(bool holds, string key, T value, string allowed)
    {
        if (!holds) _failures.Add($"{section}:{key} is {value}; allowed is {allowed}");
        return this;
    }
}
