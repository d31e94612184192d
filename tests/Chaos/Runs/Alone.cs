namespace RentABot.Chaos.Runs;

/// <summary>Tests that break the servers which all others use.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
