using Microsoft.AspNetCore.Http.HttpResults;
using RentABot.Gateway.Problems;

namespace RentABot.Gateway.Commands;

/// <summary>What became of a command: a result, or a problem.</summary>
internal sealed record Answer<TResult>
    where TResult : class
{
    public TResult? Result { get; private init; }

    public Problem? Problem { get; private init; }

    /// <summary>The result repeats the answer to an earlier command with the same idempotency key.</summary>
    public bool Replayed { get; private init; }

    public static Answer<TResult> Of(TResult result, bool replayed) => new() { Result = result, Replayed = replayed };

    public static implicit operator Answer<TResult>(Problem problem) => new() { Problem = problem };

    /// <summary>The response: the result as a client sees it, or the problem.</summary>
    public Results<TResponse, Problem> To<TResponse>(Func<TResult, TResponse> respond)
        where TResponse : IResult =>
        Problem is { } problem ? problem : respond(Result!);
}
