namespace RentABot.Allocator.Commands;

/// <summary>What a message says about its caller, true or not: see <see cref="Contracts.CommandHeaders"/>.</summary>
internal readonly record struct ClaimedCaller(string? Actor, string? Role, int? MaxLocks, string? Address, string? UserAgent);
