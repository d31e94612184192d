using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Metrics;

internal sealed class MetricsOptionsValidator : IValidateOptions<MetricsOptions>
{
    public ValidateOptionsResult Validate(string? name, MetricsOptions options) => new SettingBounds(MetricsOptions.Section)
        .Check(nameof(options.Port), options.Port, 0, ushort.MaxValue)
        .Result;
}
