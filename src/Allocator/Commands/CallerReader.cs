using MassTransit;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Settings;
using RentABot.Contracts;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>
/// Tells who asks. What a message's headers say about that is believed only from broker users that are trusted;
/// any other broker user asks for itself, with the role that a setting gives it. A message that never crossed a broker
/// comes from this process.
/// </summary>
internal sealed class CallerReader(IOptions<TrustOptions> trust, IOptions<AuthOptions> auth, IOptions<RabbitMqOptions> rabbitMq)
{
    private const string Unknown = "bus";
    private const int MaxLength = Limits.MaxActorLength;

    private readonly HashSet<string> _trusted = Trusted(trust.Value, rabbitMq.Value);
    private readonly Role _otherwise = auth.Value.IsOn ? Role.ReadOnly : Role.Admin;

    /// <summary>Who a message says it is from, in its headers.</summary>
    public Caller Read(ConsumeContext context) => Read(
        context,
        new ClaimedCaller(
            context.Headers.Get<string>(CommandHeaders.Actor),
            context.Headers.Get<string>(CommandHeaders.Role),
            context.Headers.Get<int>(CommandHeaders.MaxLocks),
            context.Headers.Get<string>(CommandHeaders.Address),
            context.Headers.Get<string>(CommandHeaders.UserAgent)));

    public Caller Read(ConsumeContext context, ClaimedCaller claimed)
    {
        var user = Unknown;
        if (context.ReceiveContext.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery))
        {
            if (delivery.Properties.UserId is { Length: > 0 } verified) user = verified;
            if (!_trusted.Contains(user)) return new Caller(user, RoleOf(user), null, null) { IsOfTheBroker = true };
        }

        return new Caller(Short(claimed.Actor) ?? user, ClaimedRole(claimed.Role), Short(claimed.Address), Short(claimed.UserAgent))
        {
            IsOfTheBroker = string.IsNullOrEmpty(claimed.Actor),
            MaxLocks = claimed.MaxLocks,
        };
    }

    private Role RoleOf(string user) =>
        trust.Value.Roles.TryGetValue(user, out var name) && Roles.TryParse(name, out var role) ? role : _otherwise;

    /// <summary>Whoever is trusted and names no caller asks for itself, and may do everything.</summary>
    private static Role ClaimedRole(string? name) =>
        name is null ? Role.Admin : Roles.TryParse(name, out var role) ? role : Role.ReadOnly;

    private static string? Short(string? value) => string.IsNullOrEmpty(value) ? null : value.Cut(MaxLength);

    private static HashSet<string> Trusted(TrustOptions trust, RabbitMqOptions rabbitMq)
    {
        if (trust.BrokerUsers.Count > 0) return new HashSet<string>(trust.BrokerUsers, StringComparer.Ordinal);
        return rabbitMq.User is { } own ? new HashSet<string>([own], StringComparer.Ordinal) : [];
    }
}
