using System.Text.Json;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence.Audit;
using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>Notes commands of the broker's own clients that are refused; the gateway notes those of its callers.</summary>
internal sealed class RefusedCommands(RefusalLog log)
{
    public void Note(Caller caller, object command, WriteOutcome outcome) =>
        Note(caller, command.GetType().Name, CommandTable.Of(command).FootprintOf(command), outcome);

    /// <summary>Notes one that could not be read, or that is none.</summary>
    public void Note(Caller caller, string command, Footprint? footprint, WriteOutcome outcome)
    {
        if (!caller.IsOfTheBroker || outcome is not { Failed: false, Reply: CommandRejected refusal } || !Refusal.IsAnswer(refusal.Status)) return;
        log.Note(new Refusal
        {
            Type = RefusalTypes.Command,
            Actor = caller.Actor,
            ResourceId = footprint?.ResourceId,
            ReservationId = footprint?.ReservationId,
            Details = JsonSerializer.Serialize(new { status = refusal.Status, code = refusal.Code, command = Short(command) }),
        });
    }

    /// <summary>A name that a client made up may be of any length.</summary>
    private static string Short(string name) => name[..Math.Min(name.Length, Limits.MaxNameLength)];
}
