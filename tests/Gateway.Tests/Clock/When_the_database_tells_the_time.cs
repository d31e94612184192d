using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Settings;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Clock;

public sealed class When_the_database_tells_the_time : GatewayTest
{
    private readonly MovableClock _database = new();
    private readonly FakeTimeProvider _machine = new(new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Should_carry_it_on_by_the_stopwatch()
    {
        using var time = Time();
        Assert.Equal(MovableClock.Noon, await time.NowAsync(Cancelled));
        _machine.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(MovableClock.Noon.AddSeconds(3), await time.NowAsync(Cancelled));
    }

    [Fact]
    public async Task Should_correct_itself_now_and_then()
    {
        using var time = Time();
        await time.StartAsync(Cancelled);
        Assert.Equal(MovableClock.Noon, await time.NowAsync(Cancelled));
        _database.Now = MovableClock.Noon.AddHours(1);
        await Eventually.HoldsAsync(async () =>
        {
            _machine.Advance(TimeSpan.FromSeconds(5));
            return await time.NowAsync(Cancelled) >= MovableClock.Noon.AddHours(1);
        }, TimeSpan.FromSeconds(10), "the clock is corrected");
        await time.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Should_carry_on_while_the_database_is_away()
    {
        using var time = Time();
        await time.StartAsync(Cancelled);
        await time.NowAsync(Cancelled);
        _database.Failure = new TimeoutException();
        _machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(MovableClock.Noon.AddMinutes(1), await time.NowAsync(Cancelled));
        await time.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Should_not_guess_before_it_knows()
    {
        _database.Failure = new TimeoutException();
        using var time = Time();
        await Assert.ThrowsAsync<TimeoutException>(() => time.NowAsync(Cancelled).AsTask());
    }

    private DatabaseTime Time() => new(
        Host.Services.GetRequiredService<IServiceScopeFactory>(), _database, _machine, Options.Create(new GatewayOptions()), NullLogger<DatabaseTime>.Instance);
}
