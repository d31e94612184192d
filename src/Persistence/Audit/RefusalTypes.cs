namespace RentABot.Persistence.Audit;

/// <summary>What the audit trail calls that which is no event.</summary>
public static class RefusalTypes
{
    /// <summary>A request over REST.</summary>
    public const string Request = "RequestRefused";

    /// <summary>A command that somebody published to the broker.</summary>
    public const string Command = "CommandRefused";

    /// <summary>Refusals that were too many to be written down; the details say how many.</summary>
    public const string Dropped = "RefusalsDropped";
}
