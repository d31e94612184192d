using System.Globalization;
using RentABot.Allocator.Writing;
using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>Checks what came over the bus before the write loop sees it.</summary>
internal static class CommandIntake
{
    /// <summary>What the write loop is to decide.</summary>
    /// <exception cref="Rejection">The command breaks a rule that no state can mend, or its caller may not give it.</exception>
    public static WriteRequest Accept(object command, CommandOrigin origin)
    {
        if (origin.Caller.Role < CommandRoles.RequiredFor(command))
        {
            throw Rejection.Forbidden("role_too_low", $"The role of {origin.Caller.Actor} does not allow this.");
        }

        var hasMark = CommandTable.Of(command).MarkedReply is not null;
        if (hasMark && origin.CommandId is null)
        {
            throw Rejection.Unprocessable("message_id_missing", "A command needs a UUID as its message_id.");
        }

        var violations = CommandRules.Check(command);
        if (violations.Any) throw Rejection.Invalid(violations);

        var commandId = origin.CommandId ?? Guid.Empty;
        return new WriteRequest
        {
            Command = command,
            CommandId = commandId,
            Mark = hasMark ? MarkKeys.Of(commandId, origin.Caller.Actor, origin.IdempotencyKey) : null,
            Caller = origin.Caller,
            AnswerBy = ReadInstant(origin.AnswerBy),
            TraceParent = origin.TraceParent,
        };
    }

    private static DateTimeOffset? ReadInstant(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
}
