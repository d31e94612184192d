using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>Who asks for a change, as the gateway or the broker verified it.</summary>
internal sealed record Caller(string Actor, Role Role, string? Address, string? UserAgent)
{
    /// <summary>What came due: nobody asked.</summary>
    public static readonly Caller Clock = new("rentabot", Role.Admin, null, null);
}
