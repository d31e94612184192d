using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using RentABot.Contracts;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Traces;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Gateway.Commands;

/// <summary>A command whose caller waits for the allocator's answer.</summary>
internal abstract class PendingCommand
{
    private readonly TaskCompletionSource<Reply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required Guid Id { get; init; }
    public required Caller Caller { get; init; }
    public required string? IdempotencyKey { get; init; }

    /// <summary>The instant (RFC 3339) after which nobody waits.</summary>
    public required string AnswerBy { get; init; }

    /// <summary>Its caller no longer waits.</summary>
    public required CancellationToken GivenUp { get; init; }

    /// <summary>The request that it is a part of, where that is traced: it may be sent while another one is looked at.</summary>
    public Activity? Trace { get; } = Spans.Present;

    /// <summary>It is, or was, under way: the allocator may have it.</summary>
    public bool IsSent { get; set; }

    /// <summary>Comes when the allocator has answered, and fails when its message did.</summary>
    public Task<Reply> Reply => _reply.Task;

    /// <summary>Sends it in a message of its own.</summary>
    public abstract Task<Reply> AskAsync(IClientFactory clients, RequestTimeout timeout);

    public abstract BatchedCommand ToBatched();

    public abstract object ReadResult(JsonElement body);

    public void Answer(Reply reply) => _reply.TrySetResult(reply);

    /// <summary>What became of its message is not known.</summary>
    public void Fail(Exception exception)
    {
        _reply.TrySetException(exception);

        // Whoever waited may have given up, and looks no more.
        _ = _reply.Task.Exception;
    }

    public void Label(SendContext context)
    {
        context.MessageId = Id;
        context.Label(Caller);
        context.Headers.Set(CommandHeaders.AnswerBy, AnswerBy);
        if (IdempotencyKey is not null) context.Headers.Set(CommandHeaders.IdempotencyKey, IdempotencyKey);
    }
}

/// <inheritdoc cref="PendingCommand"/>
internal sealed class PendingCommand<TCommand, TResult>(TCommand command) : PendingCommand
    where TCommand : class
    where TResult : class
{
    public override async Task<Reply> AskAsync(IClientFactory clients, RequestTimeout timeout)
    {
        Activity.Current = Trace;
        var response = await clients.CreateRequestClient<TCommand>(timeout).GetResponse<TResult, CommandRejected>(
            command, request => request.UseExecute(Label), GivenUp);
        if (response.Is(out Response<TResult>? result))
        {
            return new Reply(result!.Message, result.Headers.TryGetHeader(CommandHeaders.Replayed, out _));
        }

        return response.Is(out Response<CommandRejected>? rejected)
            ? new Reply(rejected!.Message, false)
            : throw new InvalidOperationException("The allocator's answer is neither a result nor a rejection.");
    }

    public override BatchedCommand ToBatched() => new()
    {
        CommandId = Id,
        Command = typeof(TCommand).Name,
        Body = JsonSerializer.SerializeToElement(command, WireJson.Options),
        Actor = Caller.Name,
        Role = Roles.NameOf(Caller.Role),
        MaxLocks = Caller.MaxLocks,
        Address = Caller.Address,
        UserAgent = Caller.UserAgent,
        AnswerBy = AnswerBy,
        IdempotencyKey = IdempotencyKey,
        TraceParent = Trace?.Id,
    };

    public override object ReadResult(JsonElement body) => body.Deserialize<TResult>(WireJson.Options)!;
}
