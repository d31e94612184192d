using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Options;
using RentABot.Contracts;
using RentABot.Gateway.Settings;
using RentABot.Hosting;

namespace RentABot.Gateway.Commands;

/// <summary>
/// Lets commands that wait at the same time share a message, and so a transaction and an answer. There is no timer: a
/// lone command is sent at once, in a message of its own; while messages are under way, what comes meanwhile gathers for
/// the next.
/// </summary>
internal sealed class CommandSharing(IClientFactory clients, TimeProvider time, IOptions<GatewayOptions> options)
{
    /// <summary>One that the allocator decides, and one that it can go on with.</summary>
    private const int MostUnderWay = 2;

    private const int MostWaiting = 10_000;

    /// <summary>A message that is not answered by then, as one that got lost, keeps the next ones back no longer.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Queue<PendingCommand> _waiting = [];
    private int _underWay;

    /// <summary>How many wait for a message.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Sends a command; false where too many wait already.</summary>
    public bool TrySend(PendingCommand command)
    {
        lock (_gate)
        {
            if (_waiting.Count == MostWaiting) return false;
            _waiting.Enqueue(command);
        }

        SendWaiting();
        return true;
    }

    private void SendWaiting()
    {
        List<PendingCommand> together;
        lock (_gate)
        {
            if (_underWay == MostUnderWay) return;
            together = Take();
            if (together.Count == 0) return;
            _underWay++;
        }

        _ = SendAsync(together);
    }

    private List<PendingCommand> Take()
    {
        var together = new List<PendingCommand>();
        while (together.Count < CommandBatch.MaxCommands && _waiting.TryDequeue(out var command))
        {
            if (command.GivenUp.IsCancellationRequested) continue;
            command.IsSent = true;
            together.Add(command);
        }

        return together;
    }

    private async Task SendAsync(List<PendingCommand> together)
    {
        var answered = AskAsync(together);
        using (var turn = new CancellationTokenSource())
        {
            await Task.WhenAny(answered, Task.Delay(LongestTurn, time, turn.Token));
            await turn.CancelAsync();
        }

        lock (_gate) _underWay--;
        SendWaiting();
    }

    private async Task AskAsync(List<PendingCommand> together)
    {
        try
        {
            RequestTimeout timeout = options.Value.AnswerTimeout;
            if (together is [var lone])
            {
                lone.Answer(await lone.AskAsync(clients, timeout));
            }
            else
            {
                await AskTogetherAsync(together, timeout);
            }
        }
        catch (Exception exception)
        {
            foreach (var command in together) command.Fail(exception);
        }
    }

    private async Task AskTogetherAsync(List<PendingCommand> together, RequestTimeout timeout)
    {
        // The message can be a part of one trace only. Each command says its own.
        Activity.Current = (together.Find(command => command.Trace is { Recorded: true }) ?? together[0]).Trace;
        var batch = new CommandBatch { Commands = together.ConvertAll(command => command.ToBatched()) };
        using var patience = new CancellationTokenSource(timeout.Value, time);
        var response = await clients.CreateRequestClient<CommandBatch>(timeout).GetResponse<CommandBatchResult>(batch, patience.Token);
        var replies = response.Message.Replies;
        if (replies.Count != together.Count) throw new InvalidOperationException("The allocator did not answer each command.");
        foreach (var (command, reply) in together.Zip(replies))
        {
            command.Answer(new Reply(
                reply.Type == nameof(CommandRejected)
                    ? reply.Body.Deserialize<CommandRejected>(WireJson.Options)!
                    : command.ReadResult(reply.Body),
                reply.Replayed));
        }
    }
}
