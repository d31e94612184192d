using Xunit.Sdk;
using Xunit.v3;

namespace RentABot.Integration;

/// <summary>Looks for secrets when everything else has been said.</summary>
public sealed class SecretsLast : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName == AfterAllOthers.Name)];
}
