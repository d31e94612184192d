namespace RentABot.Browser.Support;

/// <summary>Tests that share a service where everybody may do everything: each with resources of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AtTheBench : ICollectionFixture<OpenSite>
{
    public const string Name = "Bench";
}
