using System.Globalization;

namespace RentABot.Gateway.Requests;

/// <summary>The resource or the reservation that a request's address names.</summary>
internal readonly record struct RequestSubject(long? ResourceId, Guid? ReservationId)
{
    /// <summary>Not by the route's values: an exception's handler has none any more.</summary>
    public static RequestSubject Of(PathString path) =>
        !path.StartsWithSegments(ApiPaths.Base, out var rest) && !path.StartsWithSegments(ApiPaths.Sockets, out rest) ? default
        : rest.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["resources", var id, ..] when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var resource) =>
                new(resource, null),
            ["reservations", var id, ..] when Guid.TryParse(id, out var reservation) => new(null, reservation),
            _ => default,
        };
}
