namespace RentABot.Chaos.Checking.Tests;

public sealed class When_somebody_is_passed_over
{
    [Fact]
    public void Should_find_one_of_worse_rank_that_was_served()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        var held = scene.Lock(1, 1, "a");
        scene.Reserve(2, "first");
        var second = scene.Reserve(3, "second");
        scene.Unlock(4, held);
        scene.Fulfil(4, second, 1);

        var found = scene.ShouldBreak(QueueOrderRule.Name);
        Assert.Contains("first", found.Facts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_let_better_rank_be_served_before_earlier_arrival()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        var held = scene.Lock(1, 1, "a");
        scene.Reserve(2, "first", priority: 10);
        var second = scene.Reserve(3, "second", priority: 1);
        scene.Unlock(4, held);
        scene.Fulfil(4, second, 1);

        scene.ShouldHold();
    }

    [Fact]
    public void Should_let_one_be_served_with_what_does_not_suit_the_first()
    {
        var scene = new Scene { ReadAt = 50 }.With(1, "arm").With(2, "x86");
        scene.Lock(1, 1, "a");
        scene.Reserve(2, "first", tag: "arm");
        var second = scene.Reserve(3, "second", tag: "x86");
        scene.Fulfil(3, second, 2);

        scene.ShouldHold();
    }

    [Fact]
    public void Should_find_that_a_gatherer_was_robbed()
    {
        var scene = new Scene { ReadAt = 50 }.With(1).With(2);
        scene.Lock(1, 1, "a");
        var held = scene.Lock(1, 2, "b");
        scene.Reserve(2, "gatherer", quantity: 2);
        var second = scene.Reserve(3, "second");
        scene.Unlock(4, held);
        scene.Fulfil(4, second, 2);

        scene.ShouldBreak(QueueOrderRule.Name);
    }

    [Fact]
    public void Should_let_one_be_served_before_who_can_never_be()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.Reserve(2, "greedy", quantity: 2);
        var second = scene.Reserve(3, "second");
        scene.Fulfil(3, second, 1);

        scene.ShouldHold();
    }

    [Fact]
    public void Should_find_a_direct_lock_that_did_not_wait()
    {
        var scene = new Scene { ReadAt = 50 }.With(1).With(2);
        scene.Lock(1, 1, "a");
        var held = scene.Lock(1, 2, "b");
        scene.Reserve(2, "gatherer", quantity: 2);
        scene.Unlock(4, held);
        scene.Lock(5, 2, "c");

        scene.ShouldBreak(QueueOrderRule.Name);
    }
}
