using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Tracing;

internal sealed class TracingOptionsValidator : IValidateOptions<TracingOptions>
{
    // The value may hold a password, so it is not repeated.
    public ValidateOptionsResult Validate(string? name, TracingOptions options) =>
        options.OtlpEndpoint.Length == 0
        || (Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{TracingOptions.Section}:{nameof(options.OtlpEndpoint)} is not of the form http://host:port");
}
