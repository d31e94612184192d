namespace RentABot.Integration;

/// <summary>Tests that must have the machine to themselves: they stop servers, or their claim is about time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
