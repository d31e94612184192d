using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Rules;

namespace RentABot.Gateway.Callers;

/// <summary>Who asks. It travels with every command in the headers of <see cref="CommandHeaders"/>.</summary>
internal sealed record Caller(string Name, Role Role, string? Address, string? UserAgent)
{
    private const int MaxUserAgentLength = 200;

    /// <summary>The service itself, which nobody told to.</summary>
    public static readonly Caller Service = new("rentabot", Role.Admin, null, null);

    /// <summary>How many resources it may hold and queue for at once; null: any number.</summary>
    public int? MaxLocks { get; init; }

    /// <summary>The most urgent priority that it may ask for; null: any.</summary>
    public int? BestPriority { get; init; }

    /// <summary>The priority of a reservation of its that says none.</summary>
    public int DefaultPriority => Math.Max(new CreateReservation().Priority, BestPriority ?? Limits.MinPriority);

    /// <summary>The caller of a request that was let in.</summary>
    public static Caller Of(HttpContext context)
    {
        var user = context.User;
        var name = user.Identity?.Name ?? throw new InvalidOperationException("Nobody was asked who calls.");
        var role = CallerClaims.RoleOf(user) ?? throw new InvalidOperationException("Nobody without a role is let in.");
        return new Caller(name, role, AddressOf(context), UserAgentOf(context))
        {
            MaxLocks = CallerClaims.LimitOf(user, CallerClaims.MaxLocks),
            BestPriority = CallerClaims.LimitOf(user, CallerClaims.BestPriority),
        };
    }

    public static string? UserAgentOf(HttpContext context) => context.Request.Headers.UserAgent.ToString() switch
    {
        "" => null,
        var userAgent => userAgent.Cut(MaxUserAgentLength),
    };

    public static string? AddressOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4().ToString()
            : context.Connection.RemoteIpAddress?.ToString();
}
