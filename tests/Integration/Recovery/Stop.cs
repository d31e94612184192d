namespace RentABot.Integration.Recovery;

/// <summary>How everything ends.</summary>
public enum Stop
{
    /// <summary>SIGTERM, and time to end in good order.</summary>
    Terminated,

    /// <summary>SIGKILL, the servers included.</summary>
    Killed,
}
