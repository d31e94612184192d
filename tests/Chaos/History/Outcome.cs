namespace RentABot.Chaos.History;

/// <summary>What the caller knows of its call.</summary>
internal enum Outcome
{
    /// <summary>Answered with what was asked for.</summary>
    Done,

    /// <summary>Answered with a status and a code instead.</summary>
    Refused,

    /// <summary>No answer: the connection broke, or the caller stopped waiting.</summary>
    Unknown,
}
