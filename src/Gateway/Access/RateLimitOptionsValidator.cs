using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Access;

internal sealed class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    private const int Most = 10_000_000;

    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        var failures = new List<string>();
        if (options.PerMinute is < 0 or > Most)
        {
            failures.Add($"{RateLimitOptions.Section}:{nameof(options.PerMinute)} is {options.PerMinute}; allowed is 0–{Most}");
        }

        if (options.Burst is < 1 or > Most) failures.Add($"{RateLimitOptions.Section}:{nameof(options.Burst)} is {options.Burst}; allowed is 1–{Most}");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
