using Microsoft.Extensions.Logging;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Logs;

internal static class CommandScope
{
    /// <summary>Lines within it tell whose command they are about, and what it is for.</summary>
    public static IDisposable? BeginCommand(this ILogger logger, WriteRequest request)
    {
        var subject = CommandSubject.Of(request.Command);
        return logger.BeginScope(new Dictionary<string, object?>
        {
            ["CommandId"] = request.CommandId,
            ["Actor"] = request.Caller.Actor,
            ["ResourceId"] = subject.ResourceId,
            ["ReservationId"] = subject.ReservationId,

            // Not that of the transaction, which may have decided others as well.
            ["TraceId"] = request.Span?.TraceId.ToString(),
        }.Where(item => item.Value is not null));
    }
}
