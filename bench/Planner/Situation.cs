namespace RentABot.Planner;

/// <summary>What a release meets.</summary>
public enum Situation
{
    /// <summary>Nothing else is free, and one of the first in line takes it.</summary>
    First,

    /// <summary>Nothing else is free, and only the last in line can use it: the whole line is looked at.</summary>
    Last,

    /// <summary>Every third asks for ten. Those in front hold what they have, which every plan may rearrange.</summary>
    Gathering,
}
