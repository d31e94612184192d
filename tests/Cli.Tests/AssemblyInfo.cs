using RentABot.Cli.Tests;

[assembly: AssemblyFixture(typeof(SharedServer))]
