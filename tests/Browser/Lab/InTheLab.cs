namespace RentABot.Browser.Lab;

/// <summary>Tests that only look at the lab.</summary>
[CollectionDefinition(Name)]
public sealed class InTheLab : ICollectionFixture<LabSite>
{
    public const string Name = "Lab";
}
