using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Settings;

internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The server looks at rates once a second.</summary>
    private static readonly TimeSpan ShortestGrace = TimeSpan.FromSeconds(1.1);

    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var failures = new List<string>();
        CheckNumber(nameof(options.MaxConnections), options.MaxConnections, 1, 1_000_000);
        CheckNumber(nameof(options.MaxRequestLine), options.MaxRequestLine, 1024, 1024 * 1024);
        CheckNumber(nameof(options.MaxHeaders), options.MaxHeaders, 10, 1000);
        CheckNumber(nameof(options.MaxHeadersSize), options.MaxHeadersSize, 1024, 1024 * 1024);
        CheckNumber(nameof(options.MinRate), options.MinRate, 1, 1024 * 1024);
        CheckPeriod(nameof(options.HeadersTimeout), options.HeadersTimeout, TimeSpan.FromSeconds(1), Hour);
        CheckPeriod(nameof(options.KeepAliveTimeout), options.KeepAliveTimeout, TimeSpan.FromSeconds(1), Hour);
        CheckPeriod(nameof(options.RateGrace), options.RateGrace, ShortestGrace, Hour);
        CheckPeriod(nameof(options.RequestTimeout), options.RequestTimeout, ShortestTimeout, Hour);
        CheckPeriod(nameof(options.ImportTimeout), options.ImportTimeout, ShortestTimeout, Hour);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckNumber(string key, int value, int from, int to)
        {
            if (value < from || value > to) failures.Add($"{HttpOptions.Section}:{key} is {value}; allowed is {from}–{to}");
        }

        void CheckPeriod(string key, TimeSpan value, TimeSpan from, TimeSpan to)
        {
            if (value < from || value > to) failures.Add($"{HttpOptions.Section}:{key} is {value}; allowed is {from}–{to}");
        }
    }
}
