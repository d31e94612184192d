using Microsoft.Extensions.Options;
using RentABot.Hosting;

namespace RentABot.Gateway.Live;

internal sealed class LiveOptionsValidator : IValidateOptions<LiveOptions>
{
    private const int Most = 1_000_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    public ValidateOptionsResult Validate(string? name, LiveOptions options) => new SettingBounds(LiveOptions.Section)
        .Check(nameof(options.MaxConnections), options.MaxConnections, 1, Most)
        .Check(nameof(options.MaxConnectionsPerCaller), options.MaxConnectionsPerCaller, 1, Most)
        .Check(nameof(options.Heartbeat), options.Heartbeat, Shortest, TimeSpan.FromMinutes(2))
        .Check(nameof(options.SendTimeout), options.SendTimeout, Shortest, TimeSpan.FromMinutes(2))
        .Result;
}
