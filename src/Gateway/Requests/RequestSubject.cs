using System.Globalization;

namespace RentABot.Gateway.Requests;

/// <summary>The resource or the reservation that a request's address names.</summary>
internal readonly record struct RequestSubject(long? ResourceId, Guid? ReservationId)
{
    /// <summary>Not by the route's values: an exception's handler has none any more.</summary>
    public static RequestSubject Of(PathString path) =>
        PartsOf(path) switch
        {
            ["resources", var id, ..] when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var resource) =>
                new(resource, null),
            ["reservations", var id, ..] when Guid.TryParse(id, out var reservation) => new(null, reservation),
            _ => default,
        };

    /// <summary>Pages are where the API's parts are, but not below its address.</summary>
    private static string[] PartsOf(PathString path)
    {
        var rest = path.StartsWithSegments(ApiPaths.Base, out var api) ? api : path.StartsWithSegments(ApiPaths.Sockets, out var socket) ? socket : path;
        return rest.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }
}
