using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence.Audit;
using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>Notes commands of the broker's own clients that are refused; the gateway notes those of its callers.</summary>
internal sealed class RefusedCommands(RefusalLog log)
{
    public void Note(Caller caller, object command, WriteOutcome outcome)
    {
        if (RefusalOf(caller, outcome) is { } refusal)
        {
            var subject = CommandSubject.Of(command);
            Note(caller, command.GetType().Name, subject with { ResourceId = subject.ResourceId ?? Asked.ResourceIn(refusal.Figures) }, Asked.Of(command), refusal);
        }
    }

    /// <summary>Notes one that could not be read, or that is none.</summary>
    public void NoteUnread(Caller caller, string command, WriteOutcome outcome)
    {
        if (RefusalOf(caller, outcome) is { } refusal) Note(caller, command, default, null, refusal);
    }

    /// <summary>Null where there is nothing to note here.</summary>
    private static CommandRejected? RefusalOf(Caller caller, WriteOutcome outcome) =>
        caller.IsOfTheBroker && outcome is { Failed: false, Reply: CommandRejected refusal } && Refusal.IsAnswer(refusal.Status) ? refusal : null;

    private void Note(Caller caller, string command, CommandSubject subject, string? asked, CommandRejected refusal) => log.Note(new Refusal
    {
        Type = RefusalTypes.Command,
        Actor = caller.Actor,
        ResourceId = subject.ResourceId,
        ReservationId = subject.ReservationId,

        // A name that a client made up may be of any length.
        Details = Refusal.DetailsOf(new { status = refusal.Status, code = refusal.Code, command = command.Cut(Limits.MaxNameLength), asked }),
    });
}
