namespace RentABot.Allocator.Commands;

/// <summary>Who asks for a change, as the gateway or the broker verified it.</summary>
internal sealed record Caller(string Actor, string? Address, string? UserAgent)
{
    /// <summary>What came due: nobody asked.</summary>
    public static readonly Caller Clock = new("rentabot", null, null);
}
