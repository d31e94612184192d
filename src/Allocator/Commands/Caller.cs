using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>Who asks for a change, as the gateway or the broker verified it.</summary>
internal sealed record Caller(string Actor, Role Role, string? Address, string? UserAgent)
{
    /// <summary>What came due: nobody asked.</summary>
    public static readonly Caller Clock = new("rentabot", Role.Admin, null, null);

    /// <summary>A client of the broker, not of a gateway, which notes itself what is refused.</summary>
    public bool IsOfTheBroker { get; init; }

    /// <summary>How many resources it may hold and queue for at once; null: any number.</summary>
    public int? MaxLocks { get; init; }

    /// <summary>May do with it what only its owner may. What nobody is known to own is everybody's.</summary>
    public bool Owns(string actor) => Role == Role.Admin || actor.Length == 0 || actor == Actor;
}
