using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Output;

namespace RentABot.Cli.Commands;

/// <summary>A resource for people.</summary>
internal static class ResourceOutput
{
    /// <summary>In the server's word, by which one can ask for it, and what comes then.</summary>
    public static string StatusOf(Resource resource) =>
        resource is { Unavailable: true, Status: not ResourceStatuses.Unavailable } ? $"{resource.Status}, then in maintenance" : resource.Status;

    /// <summary>In a sentence.</summary>
    public static string StandingOf(Resource resource) =>
        resource.Status == ResourceStatuses.Unavailable ? "in maintenance" : StatusOf(resource);

    public static string? EndsIn(Resource resource) =>
        resource.LockExpiresIn is { } seconds ? Durations.Write(TimeSpan.FromSeconds(seconds)) : null;

    public static void Show(Session session, Resource resource) => session.Screen.Facts(
        ("name", resource.Name),
        ("id", resource.Id.ToString(CultureInfo.InvariantCulture)),
        ("description", resource.Description),
        ("endpoint", resource.Endpoint),
        ("tags", string.Join(',', resource.Tags)),
        ("status", StatusOf(resource)),
        ("locked by", resource.LockClientId),
        ("details", resource.LockDetails),
        ("locked since", Instants.Write(resource.LockAcquiredAt)),
        ("locked until", resource.LockExpiresAt is { } end ? $"{Instants.Write(end)} (in {EndsIn(resource)})" : null),
        ("fencing token", resource.FencingToken?.ToString(CultureInfo.InvariantCulture)),
        ("reservation", resource.ReservationId),
        ("longest lock", Durations.Write(TimeSpan.FromSeconds(resource.MaxLockDuration))),
        ("maintenance", resource.UnavailableReason),
        ("maintenance since", Instants.Write(resource.UnavailableSince)),
        ("maintenance from", Instants.Write(resource.UnavailableFrom)),
        ("maintenance until", Instants.Write(resource.UnavailableUntil)));
}
