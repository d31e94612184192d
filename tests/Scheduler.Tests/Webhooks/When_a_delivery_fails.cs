using RentABot.Scheduler.Webhooks;

namespace RentABot.Scheduler.Tests.Webhooks;

public sealed class When_a_delivery_fails
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 30)]
    [InlineData(3, 120)]
    [InlineData(4, 600)]
    [InlineData(5, 1800)]
    [InlineData(6, 3600)]
    [InlineData(7, 7200)]
    [InlineData(50, 7200)]
    public void Should_wait_longer_each_time(int attempts, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.PauseAfter(attempts, 0, null));
        Assert.Equal(TimeSpan.FromSeconds(seconds * 1.2), RetrySchedule.PauseAfter(attempts, 1, null));
    }

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(1, 1, 5)]
    [InlineData(1, -60, 5)]
    [InlineData(1, 1_000_000, 7200)]
    public void Should_leave_the_receiver_alone_for_as_long_as_it_asks_within_bounds(int attempts, int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.PauseAfter(attempts, 0, TimeSpan.FromSeconds(asked)));
}
