using RentABot.Browser.Support;

[assembly: AssemblyFixture(typeof(Chromium))]
