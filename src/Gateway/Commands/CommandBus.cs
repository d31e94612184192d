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
    CommandSharing sharing,
    BrokerState broker,
    DatabaseTime clock,
    FollowUps followUps,
    TimeProvider time,
    IOptions<GatewayOptions> options,
    ILogger<CommandBus> logger)
{
    /// <summary>What is small and frequent.</summary>
    private static readonly HashSet<Type> Shares =
    [
        typeof(LockResources), typeof(UnlockResource), typeof(ExtendLock),
        typeof(CreateReservation), typeof(ClaimReservation), typeof(CancelReservation),
    ];

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
        using var patience = new CancellationTokenSource(timeout, time);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        var pending = new PendingCommand<TCommand, TResult>(command)
        {
            Id = NewId.NextGuid(),
            Caller = caller,
            IdempotencyKey = idempotencyKey,
            AnswerBy = Instants.Write(answerBy),
            GivenUp = given.Token,
        };
        if (!Shares.Contains(typeof(TCommand)))
        {
            pending.IsSent = true;
            return await AnswerAsync<TResult>(pending, pending.AskAsync(clients, timeout).WaitAsync(given.Token), aborted);
        }

        return sharing.TrySend(pending)
            ? await AnswerAsync<TResult>(pending, pending.Reply.WaitAsync(given.Token), aborted)
            : ProblemCatalog.TooManyWaits;
    }

    private async Task<Answer<TResult>> AnswerAsync<TResult>(PendingCommand command, Task<Reply> answered, CancellationToken aborted)
        where TResult : class
    {
        try
        {
            var reply = await answered;
            return reply.Message is CommandRejected rejected
                ? Problem.Of(rejected)
                : Answer<TResult>.Of((TResult)reply.Message, reply.Replayed);
        }
        catch (Exception exception)
        {
            var isKeyed = command.IdempotencyKey is not null;
            if (!isKeyed && command.IsSent) followUps.Add(new AbandonCommand { CommandId = command.Id }, command.Caller);
            aborted.ThrowIfCancellationRequested();
            LogNoAnswer(typeof(TResult).Name, command.Id, exception.GetType().Name);
            return exception is RequestException or OperationCanceledException
                ? isKeyed ? ProblemCatalog.AllocatorUnavailableKeyed : ProblemCatalog.AllocatorUnavailable
                : ProblemCatalog.BrokerUnavailable;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No {Result} came for command {CommandId} ({Failure})")]
    private partial void LogNoAnswer(string result, Guid commandId, string failure);
}
