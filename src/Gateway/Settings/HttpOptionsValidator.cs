using Microsoft.Extensions.Options;
using RentABot.Hosting;

namespace RentABot.Gateway.Settings;

internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The server looks at rates once a second.</summary>
    private static readonly TimeSpan ShortestGrace = TimeSpan.FromSeconds(1.1);

    public ValidateOptionsResult Validate(string? name, HttpOptions options) => new SettingBounds(HttpOptions.Section)
        .Check(nameof(options.MaxConnections), options.MaxConnections, 1, 1_000_000)
        .Check(nameof(options.MaxRequestLine), options.MaxRequestLine, 1024, 1024 * 1024)
        .Check(nameof(options.MaxHeaders), options.MaxHeaders, 10, 1000)
        .Check(nameof(options.MaxHeadersSize), options.MaxHeadersSize, 1024, 1024 * 1024)
        .Check(nameof(options.MinRate), options.MinRate, 1, 1024 * 1024)
        .Check(nameof(options.HeadersTimeout), options.HeadersTimeout, Second, Hour)
        .Check(nameof(options.KeepAliveTimeout), options.KeepAliveTimeout, Second, Hour)
        .Check(nameof(options.RateGrace), options.RateGrace, ShortestGrace, Hour)
        .Check(nameof(options.RequestTimeout), options.RequestTimeout, ShortestTimeout, Hour)
        .Check(nameof(options.ImportTimeout), options.ImportTimeout, ShortestTimeout, Hour)
        .Result;
}
