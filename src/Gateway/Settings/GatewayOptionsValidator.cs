using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Settings;

internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    private const int MaxSize = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var failures = new List<string>();
        CheckPeriod(nameof(options.AnswerTimeout), options.AnswerTimeout, TimeSpan.FromMinutes(5));
        CheckPeriod(nameof(options.WaitSweepPeriod), options.WaitSweepPeriod, TimeSpan.FromMinutes(1));
        CheckPeriod(nameof(options.ClockPeriod), options.ClockPeriod, TimeSpan.FromMinutes(10));
        CheckNumber(nameof(options.MaxBodySize), options.MaxBodySize, 1024, MaxSize);
        CheckNumber(nameof(options.MaxImportSize), options.MaxImportSize, 1024, MaxSize);
        CheckNumber(nameof(options.MaxWaits), options.MaxWaits, 1, 1_000_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckPeriod(string key, TimeSpan value, TimeSpan longest)
        {
            if (value < TimeSpan.FromMilliseconds(10) || value > longest)
            {
                failures.Add($"{GatewayOptions.Section}:{key} is {value}; allowed is 00:00:00.01–{longest}");
            }
        }

        void CheckNumber(string key, int value, int from, int to)
        {
            if (value < from || value > to) failures.Add($"{GatewayOptions.Section}:{key} is {value}; allowed is {from}–{to}");
        }
    }
}
