using RentABot.Gateway.Audit;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Problems;
using RentABot.Rules;

namespace RentABot.Gateway.Commands;

/// <summary>Sends what a request asks for: checks it first, keeps its idempotency key, says when an answer is a repeat.</summary>
internal sealed class CommandDispatcher(IHttpContextAccessor accessor, CommandBus bus, KeysInFlight inFlight)
{
    /// <param name="command">What the request asks for.</param>
    /// <param name="clientId">The client that the request names, which its idempotency key belongs to.</param>
    public async Task<Answer<TResult>> SendAsync<TCommand, TResult>(TCommand command, string? clientId = null)
        where TCommand : class
        where TResult : class
    {
        var context = accessor.HttpContext!;
        var caller = Caller.Of(context);
        if (caller.Role < CommandRoles.RequiredFor(command)) return ProblemCatalog.RoleTooLow;
        var violations = CommandRules.Check(command);
        if (violations.Any) return ProblemCatalog.Invalid(violations);

        var key = IdempotencyKeys.Of(context, caller, clientId);
        using var entry = inFlight.TryEnter(key);
        if (entry is null) return ProblemCatalog.RequestInProgress;

        var answer = await bus.SendAsync<TCommand, TResult>(command, caller, key, context.RequestAborted);
        if (answer.Problem is { } problem) RefusalRecorder.Tell(context, RefusedSubject.Of(command, clientId, problem));
        if (answer.Replayed) context.Response.Headers[IdempotencyKeys.ReplayedHeader] = "true";
        return answer;
    }
}
