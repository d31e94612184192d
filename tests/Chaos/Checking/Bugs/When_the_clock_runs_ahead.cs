using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Clock;

namespace RentABot.Chaos.Checking.Bugs;

public sealed class When_the_clock_runs_ahead
{
    [Fact]
    public async Task Should_find_two_holders()
    {
        var clock = new SkewedDatabaseClock();
        await using var trial = await Trial.StartAsync(services => services.AddSingleton<IDatabaseClock>(clock), answerTimeout: "00:02:00");
        var resource = await trial.RegisterAsync("board", "arm");

        Assert.NotNull(await trial.Client("first").LockAsync(resource, ttl: 30));
        clock.Error = TimeSpan.FromMinutes(1);
        Assert.NotNull(await trial.Client("second").LockAsync(resource, ttl: 30));

        var found = await trial.EndAsync();
        Assert.Contains(found, violation => violation.Rule == HoldingRule.Name);
    }
}
