using Microsoft.Extensions.Options;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Allocator.Settings;

internal sealed class LockOptionsValidator : IValidateOptions<LockOptions>
{
    public ValidateOptionsResult Validate(string? name, LockOptions options) => new SettingBounds(LockOptions.Section)
        .Check(nameof(options.DefaultTtl), options.DefaultTtl, 1, Limits.MaxLockDuration)
        .Check(nameof(options.DefaultMaxLockDuration), options.DefaultMaxLockDuration, 1, Limits.MaxLockDuration)
        .Check(nameof(options.WarningPeriod), options.WarningPeriod, 0, Limits.MaxLockDuration)
        .Check(nameof(options.AgingStep), options.AgingStep, 1, Limits.MaxWaitTime)
        .Check(nameof(options.ClaimWindow), options.ClaimWindow, 1, Limits.MaxClaimWindow)
        .Result;
}
