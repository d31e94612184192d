using RentABot.Cli.Waiting;

namespace RentABot.Cli.Running;

/// <summary>A lock that is no longer ours, and why.</summary>
internal sealed record LostLock(HeldLock Lock, string Reason);
