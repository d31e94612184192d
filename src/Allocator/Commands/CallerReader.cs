using MassTransit;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Settings;
using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Allocator.Commands;

/// <summary>
/// Tells who asks. What a message's headers say about that is believed only from broker users that are trusted;
/// any other broker user asks for itself. A message that never crossed a broker comes from this process.
/// </summary>
internal sealed class CallerReader(IOptions<TrustOptions> trust, IOptions<RabbitMqOptions> rabbitMq)
{
    private const string Unknown = "bus";
    private const int MaxLength = 200;

    private readonly HashSet<string> _trusted = Trusted(trust.Value, rabbitMq.Value);

    public Caller Read(ConsumeContext context)
    {
        var user = Unknown;
        if (context.ReceiveContext.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery))
        {
            if (delivery.Properties.UserId is { Length: > 0 } verified) user = verified;
            if (!_trusted.Contains(user)) return new Caller(user, null, null);
        }

        return new Caller(
            Header(CommandHeaders.Actor) ?? user,
            Header(CommandHeaders.Address),
            Header(CommandHeaders.UserAgent));

        string? Header(string name) => context.Headers.Get<string>(name) is { Length: > 0 } value
            ? value[..Math.Min(value.Length, MaxLength)]
            : null;
    }

    private static HashSet<string> Trusted(TrustOptions trust, RabbitMqOptions rabbitMq)
    {
        if (trust.BrokerUsers.Count > 0) return new HashSet<string>(trust.BrokerUsers, StringComparer.Ordinal);
        return rabbitMq.User is { } own ? new HashSet<string>([own], StringComparer.Ordinal) : [];
    }
}
