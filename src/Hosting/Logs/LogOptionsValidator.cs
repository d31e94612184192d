using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Logs;

internal sealed class LogOptionsValidator : IValidateOptions<LogOptions>
{
    public ValidateOptionsResult Validate(string? name, LogOptions options) => new SettingBounds(LogOptions.Section)
        .Require(
            options.Format is LogOptions.Plain or LogOptions.Json,
            nameof(options.Format),
            options.Format,
            $"{LogOptions.Plain} or {LogOptions.Json}")
        .Result;
}
