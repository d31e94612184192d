using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_something_is_due
{
    [Theory]
    [InlineData(10.9)]
    [InlineData(13.1)]
    public void Should_find_a_lock_that_expires_early_or_late(double ended)
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.End(ended, scene.Lock(1, 1, "a", ttl: 10), LockEndReason.Expired);

        scene.ShouldBreak(ExpiryRule.Name);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12.9)]
    public void Should_grant_a_second_and_what_is_allowed(double ended)
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.End(ended, scene.Lock(1, 1, "a", ttl: 10), LockEndReason.Expired);

        scene.ShouldHold();
    }

    [Fact]
    public void Should_add_the_time_of_faults()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.Faults.Add(new Fault(FaultKind.Pause, "Scheduler-1", Scene.At(5), Scene.At(20)));
        scene.End(31, scene.Lock(1, 1, "a", ttl: 10), LockEndReason.Expired);

        scene.ShouldHold();
    }

    [Fact]
    public void Should_find_a_lock_that_never_expires()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.Lock(1, 1, "a", ttl: 10);

        scene.ShouldBreak(ExpiryRule.Name);
    }

    [Fact]
    public void Should_find_a_token_that_works_too_long()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.Unlock(11, scene.Lock(1, 1, "a", ttl: 10));

        scene.ShouldBreak(ExpiryRule.Name);
    }

    [Fact]
    public void Should_find_a_wait_that_ends_early()
    {
        var scene = new Scene { ReadAt = 50 };
        scene.Expire(20, scene.Reserve(1, "a", wait: 30));

        scene.ShouldBreak(ExpiryRule.Name);
    }

    [Fact]
    public void Should_find_a_claim_that_comes_too_late()
    {
        var scene = new Scene { ReadAt = 70 }.With(1);
        var id = scene.Reserve(1, "a");
        scene.Fulfil(1, id, 1);
        scene.Claim(61.5, id);

        scene.ShouldBreak(ExpiryRule.Name);
    }
}
