using RentABot.Gateway.Callers;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Web;
using RentABot.Persistence.Audit;
using RentABot.Rules;

namespace RentABot.Gateway.Audit;

/// <summary>Notes every request that is refused, whoever refused it.</summary>
internal static partial class RefusalRecorder
{
    private const int MaxPathLength = 300;
    private static readonly object SubjectKey = new();

    /// <summary>Comes first, so that it sees what the client is answered.</summary>
    public static void UseRefusalRecorder(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<RefusalLog>();
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RefusalRecorder));
        app.Use(async (context, next) =>
        {
            // Before the call: an exception's handler has no route any more.
            var path = context.Request.Path;
            var isKept = path.StartsWithSegments(ApiPaths.Base) || path.StartsWithSegments(ApiPaths.Sockets) || Pages.Includes(context.GetEndpoint());
            await next(context);
            if (isKept && Refusal.IsAnswer(context.Response.StatusCode))
            {
                log.Note(Of(context));
                LogRefused(logger, context.Request.Method, PathOf(context), context.Response.StatusCode, Problem.CodeOf(context));
            }
        });
    }

    /// <summary>Says what a request asks for that is refused.</summary>
    public static void Tell(HttpContext context, RefusedSubject subject) => context.Items[SubjectKey] = subject;

    /// <summary>Without the query, which may hold a token.</summary>
    private static string PathOf(HttpContext context) => context.Request.Path.ToUriComponent().Cut(MaxPathLength);

    private static Refusal Of(HttpContext context)
    {
        var subject = RequestSubject.Of(context.Request.Path);
        var told = context.Items.TryGetValue(SubjectKey, out var item) ? (RefusedSubject?)item : null;
        return new Refusal
        {
            Type = RefusalTypes.Request,
            Actor = context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : "anonymous",
            Address = Caller.AddressOf(context),
            UserAgent = Caller.UserAgentOf(context),
            ClientId = told?.ClientId,
            ResourceId = subject.ResourceId ?? told?.ResourceId,
            ReservationId = subject.ReservationId,
            Details = Refusal.DetailsOf(new
            {
                status = context.Response.StatusCode,
                code = Problem.CodeOf(context),
                method = context.Request.Method,
                path = PathOf(context),
                asked = told?.Asked,
            }),
        };
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path} was refused: {Status} {Code}")]
    private static partial void LogRefused(ILogger logger, string method, string path, int status, string? code);
}
