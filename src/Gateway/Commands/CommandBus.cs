using MassTransit;
using Microsoft.Extensions.Options;
using RentABot.Contracts;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Json;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Settings;

namespace RentABot.Gateway.Commands;

/// <summary>Sends commands to the allocator and waits for its answer, though not for ever.</summary>
internal sealed partial class CommandBus(
    IClientFactory clients,
    BrokerState broker,
    DatabaseTime clock,
    FollowUps followUps,
    TimeProvider time,
    IOptions<GatewayOptions> options,
    ILogger<CommandBus> logger)
{
    /// <param name="command">What to do; it satisfies the rules.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="idempotencyKey">
    /// The scoped key. Without one nobody could ask for the answer again, so a command whose answer is not heard is
    /// taken back.
    /// </param>
    /// <param name="aborted">The caller has hung up.</param>
    public async Task<Answer<TResult>> SendAsync<TCommand, TResult>(
        TCommand command, Caller caller, string? idempotencyKey, CancellationToken aborted)
        where TCommand : class
        where TResult : class
    {
        if (!broker.Works) return ProblemCatalog.BrokerUnavailable;
        var timeout = options.Value.AnswerTimeout;
        var answerBy = await clock.NowAsync(aborted) + timeout;
        var id = NewId.NextGuid();
        using var patience = new CancellationTokenSource(timeout, time);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        try
        {
            var response = await clients.CreateRequestClient<TCommand>(timeout).GetResponse<TResult, CommandRejected>(
                command, request => request.UseExecute(Label), given.Token);
            return AnswerOf(response);
        }
        catch (Exception exception)
        {
            if (idempotencyKey is null) followUps.Add(new AbandonCommand { CommandId = id }, caller);
            aborted.ThrowIfCancellationRequested();
            LogNoAnswer(typeof(TCommand).Name, id, exception.GetType().Name);
            return exception is RequestException or OperationCanceledException
                ? idempotencyKey is null ? ProblemCatalog.AllocatorUnavailable : ProblemCatalog.AllocatorUnavailableKeyed
                : ProblemCatalog.BrokerUnavailable;
        }

        void Label(SendContext context)
        {
            context.MessageId = id;
            context.Label(caller);
            context.Headers.Set(CommandHeaders.AnswerBy, Instants.Write(answerBy));
            if (idempotencyKey is not null) context.Headers.Set(CommandHeaders.IdempotencyKey, idempotencyKey);
        }
    }

    private static Answer<TResult> AnswerOf<TResult>(Response<TResult, CommandRejected> response)
        where TResult : class
    {
        if (response.Is(out Response<TResult>? result))
        {
            return Answer<TResult>.Of(result!.Message, result.Headers.TryGetHeader(CommandHeaders.Replayed, out _));
        }

        return response.Is(out Response<CommandRejected>? rejected)
            ? Problem.Of(rejected!.Message)
            : throw new InvalidOperationException("The allocator's answer is neither a result nor a rejection.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Command} {CommandId} was not answered ({Failure})")]
    private partial void LogNoAnswer(string command, Guid commandId, string failure);
}
