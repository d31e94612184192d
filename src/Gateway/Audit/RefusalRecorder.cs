using System.Globalization;
using System.Text.Json;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Problems;
using RentABot.Persistence.Audit;
using RentABot.Rules;

namespace RentABot.Gateway.Audit;

/// <summary>Notes every request that is refused, whoever refused it.</summary>
internal static class RefusalRecorder
{
    private const int MaxPathLength = 300;
    private static readonly object ClientKey = new();

    /// <summary>Comes first, so that it sees what the client is answered.</summary>
    public static void UseRefusalRecorder(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<RefusalLog>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (Refusal.IsAnswer(context.Response.StatusCode) && context.Request.Path.StartsWithSegments(ApiPaths.Base, out var rest))
            {
                log.Note(Of(context, rest));
            }
        });
    }

    /// <summary>Says for which client a request asks that is refused.</summary>
    public static void NameClient(HttpContext context, string? clientId) => context.Items[ClientKey] = clientId;

    private static Refusal Of(HttpContext context, PathString rest)
    {
        // Not by the route's values: an exception's handler has none any more.
        var segments = rest.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return new Refusal
        {
            Type = RefusalTypes.Request,
            Actor = context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : "anonymous",
            Address = Caller.AddressOf(context),
            UserAgent = Caller.UserAgentOf(context),
            ClientId = context.Items.TryGetValue(ClientKey, out var client) ? (string?)client : null,
            ResourceId = segments is ["resources", var resource, ..] && long.TryParse(resource, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            ReservationId = segments is ["reservations", var reservation, ..] && Guid.TryParse(reservation, out var guid) ? guid : null,
            Details = JsonSerializer.Serialize(new
            {
                status = context.Response.StatusCode,
                code = Problem.CodeOf(context),
                method = context.Request.Method,

                // Without the query, which may hold a token.
                path = context.Request.Path.ToUriComponent().Cut(MaxPathLength),
            }),
        };
    }
}
