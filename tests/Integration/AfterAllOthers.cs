namespace RentABot.Integration;

/// <summary>Tests about what all other tests have left; see <see cref="SecretsLast"/>.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterAllOthers
{
    public const string Name = "After all others";
}
