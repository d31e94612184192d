using Microsoft.Extensions.Options;
using RentABot.Hosting;

namespace RentABot.Gateway.Access;

internal sealed class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    private const int Most = 10_000_000;

    public ValidateOptionsResult Validate(string? name, RateLimitOptions options) => new SettingBounds(RateLimitOptions.Section)
        .Check(nameof(options.PerMinute), options.PerMinute, 0, Most)
        .Check(nameof(options.Burst), options.Burst, 1, Most)
        .Result;
}
