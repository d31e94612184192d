using Microsoft.Extensions.Options;

namespace RentABot.Hosting;

internal sealed class RabbitMqOptionsValidator : IValidateOptions<RabbitMqOptions>
{
    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            return ValidateOptionsResult.Fail("RabbitMq:Url is missing; give amqp://user:password@host:port/virtual-host");
        }

        // The value may hold a password, so it is not repeated.
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("amqp" or "amqps"))
        {
            return ValidateOptionsResult.Fail("RabbitMq:Url is not of the form amqp://user:password@host:port/virtual-host");
        }

        return options.QuorumSize is < 0 or > 9
            ? ValidateOptionsResult.Fail($"RabbitMq:QuorumSize is {options.QuorumSize}; allowed is 0–9")
            : ValidateOptionsResult.Success;
    }
}
