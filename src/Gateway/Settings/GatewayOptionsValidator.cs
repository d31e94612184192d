using Microsoft.Extensions.Options;
using RentABot.Hosting;

namespace RentABot.Gateway.Settings;

internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    private const int MaxSize = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var bounds = new SettingBounds(GatewayOptions.Section);
        CheckPeriod(nameof(options.AnswerTimeout), options.AnswerTimeout, TimeSpan.FromMinutes(5));
        CheckPeriod(nameof(options.WaitSweepPeriod), options.WaitSweepPeriod, TimeSpan.FromMinutes(1));
        CheckPeriod(nameof(options.ClockPeriod), options.ClockPeriod, TimeSpan.FromMinutes(10));
        return bounds
            .Check(nameof(options.MaxBodySize), options.MaxBodySize, 1024, MaxSize)
            .Check(nameof(options.MaxImportSize), options.MaxImportSize, 1024, MaxSize)
            .Check(nameof(options.MaxWaits), options.MaxWaits, 1, 1_000_000)
            .Result;

        void CheckPeriod(string key, TimeSpan value, TimeSpan longest) =>
            bounds.Require(value >= TimeSpan.FromMilliseconds(10) && value <= longest, key, value, $"00:00:00.01–{longest}");
    }
}
