using Microsoft.Extensions.Options;

namespace RentABot.Scheduler.Sweeps;

internal sealed class SweepOptionsValidator : IValidateOptions<SweepOptions>
{
    public ValidateOptionsResult Validate(string? name, SweepOptions options) =>
        options.IntervalMilliseconds is < SweepOptions.MinInterval or > SweepOptions.MaxInterval
            ? ValidateOptionsResult.Fail(
                $"Sweep:IntervalMilliseconds is {options.IntervalMilliseconds}; "
                + $"allowed is {SweepOptions.MinInterval}–{SweepOptions.MaxInterval}")
            : ValidateOptionsResult.Success;
}
