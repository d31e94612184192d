using RentABot.Integration;

[assembly: AssemblyFixture(typeof(SharedDeployment))]
[assembly: TestCollectionOrderer(typeof(SecretsLast))]
