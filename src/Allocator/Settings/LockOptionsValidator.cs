using Microsoft.Extensions.Options;
using RentABot.Rules;

namespace RentABot.Allocator.Settings;

internal sealed class LockOptionsValidator : IValidateOptions<LockOptions>
{
    public ValidateOptionsResult Validate(string? name, LockOptions options)
    {
        var failures = new List<string>();
        Check(nameof(options.DefaultTtl), options.DefaultTtl, 1, Limits.MaxLockDuration);
        Check(nameof(options.DefaultMaxLockDuration), options.DefaultMaxLockDuration, 1, Limits.MaxLockDuration);
        Check(nameof(options.WarningPeriod), options.WarningPeriod, 0, Limits.MaxLockDuration);
        Check(nameof(options.AgingStep), options.AgingStep, 1, Limits.MaxWaitTime);
        Check(nameof(options.ClaimWindow), options.ClaimWindow, 1, Limits.MaxClaimWindow);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, int value, int from, int to)
        {
            if (value < from || value > to) failures.Add($"{LockOptions.Section}:{key} is {value}; allowed is {from}–{to}");
        }
    }
}
