using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Tokens;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Commands;

namespace RentABot.Allocator.Writing;

/// <summary>Knows commands that were carried out before, and repeats their answers.</summary>
internal sealed class CommandMarks(RentABotDbContext db, WriteTransaction transaction, LockTokens tokens)
{
    private Dictionary<string, CommandMark> _found = [];

    /// <summary>The marks of what the commands of a transaction may repeat. No two of them touch the same one.</summary>
    public static List<string> KeysOf(IEnumerable<WriteRequest> requests) =>
        [.. requests.Where(request => request.Mark is not null).SelectMany(request => request.TouchedMarks).Distinct()];

    /// <summary>These of them are there.</summary>
    public void Know(IEnumerable<CommandMark> present) => _found = present.ToDictionary(m => m.Key);

    /// <summary>The answer to repeat, or null for a command that is new.</summary>
    public async Task<WriteOutcome?> FindAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        if (request.Mark is null) return null;
        if (_found.TryGetValue(MarkKeys.Of(request.CommandId), out var refused) && MarkedReplies.IsRefusal(refused))
        {
            return new WriteOutcome(MarkedReplies.Read(refused));
        }

        if (!_found.TryGetValue(request.Mark, out var mark)) return null;
        if (mark.Reply is null)
        {
            throw Rejection.Unavailable("command_abandoned", "The command's caller had given up before it came.");
        }

        if (mark.Command != request.Command.GetType().Name || mark.Fingerprint != MarkedReplies.Fingerprint(request.Command))
        {
            throw Rejection.Unprocessable("idempotency_key_reused", "Another request was made with this idempotency key.");
        }

        var reply = await WithTokensAsync(MarkedReplies.Read(mark), cancellationToken);
        return new WriteOutcome(reply, Replayed: mark.CommandId != request.CommandId);
    }

    public void Leave(WriteRequest request, object reply)
    {
        if (request.Mark is null) return;
        Add(
            request.Mark,
            request.CommandId,
            request.Command.GetType().Name,
            MarkedReplies.Fingerprint(request.Command),
            MarkedReplies.Write(reply));
    }

    /// <summary>
    /// A refusal counts for its message alone: the very same one may be delivered again, and must not be granted after its
    /// sender was told no. Who asks again, with another message or the same idempotency key, is heard anew.
    /// </summary>
    public void Refuse(WriteRequest request, CommandRejected refusal)
    {
        if (request.Mark is null || refusal.Status >= StatusCodes.Status500InternalServerError) return;

        // Found: it repeats something, and knows by that what it is.
        var own = MarkKeys.Of(request.CommandId);
        if (_found.ContainsKey(request.Mark) || _found.ContainsKey(own)) return;
        Add(own, request.CommandId, nameof(CommandRejected), "", MarkedReplies.Write(refusal));
    }

    /// <summary>A command that has not come yet will be refused when it does.</summary>
    public void Abandon(Guid commandId) => Add(MarkKeys.Of(commandId), commandId, nameof(AbandonCommand), "", null);

    private void Add(string key, Guid commandId, string command, string fingerprint, string? reply) => db.CommandMarks.Add(new CommandMark
    {
        Key = key,
        CommandId = commandId,
        Command = command,
        Fingerprint = fingerprint,
        Reply = reply,
        CreatedAt = transaction.Now,
    });

    private async Task<object> WithTokensAsync(object reply, CancellationToken cancellationToken)
    {
        var lockIds = MarkedReplies.Grants(reply).Select(g => g.LockId).ToList();
        if (lockIds.Count == 0) return reply;
        await db.SaveChangesAsync(cancellationToken);
        var keys = await db.Locks.AsNoTracking()
            .Where(l => lockIds.Contains(l.Id) && l.EndedAt == null)
            .ToDictionaryAsync(l => l.Id, l => l.TokenKey, cancellationToken);
        if (keys.Count < lockIds.Count)
        {
            throw Rejection.Gone("lock_lost", "What this request was granted has ended since.");
        }

        return MarkedReplies.WithTokens(reply, granted => tokens.Issue(granted.LockId, keys[granted.LockId]));
    }
}
