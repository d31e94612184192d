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

        return new SettingBounds(RabbitMqOptions.Section)
            .Check(nameof(RabbitMqOptions.QuorumSize), options.QuorumSize, 0, 9)
            .Check(nameof(RabbitMqOptions.StuckTimeout), options.StuckTimeout, 0, 3600)
            .Result;
    }
}
