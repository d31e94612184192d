namespace RentABot.Load.Queue;

/// <summary>What was measured of one line in one round, or in several.</summary>
internal sealed class Samples
{
    /// <summary>Calls that join the line.</summary>
    public List<TimeSpan> Created { get; } = [];

    /// <summary>Calls that release a device.</summary>
    public List<TimeSpan> Unlocked { get; } = [];

    /// <summary>From the answer to that until the next in line has heard of it; negative when it heard first.</summary>
    public List<TimeSpan> Fulfilled { get; } = [];
}
