using RentABot.Browser.Support;

namespace RentABot.Browser.Sessions;

/// <summary>Tests that share a service where one has to say who one is: each with resources of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BehindKeys : ICollectionFixture<GuardedSite>
{
    public const string Name = "Keys";
}
