using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_two_hold_one_resource
{
    [Fact]
    public void Should_see_it_in_what_clients_were_answered()
    {
        var scene = new Scene().With(1);
        scene.Lock(1, 1, "a");
        scene.Lock(5, 1, "b");
        scene.ReadAt = 10;

        var found = scene.ShouldBreak(HoldingRule.Name, LedgerRule.Name);
        Assert.Equal(2, found.Facts.Count);
    }

    [Fact]
    public void Should_let_one_follow_the_other()
    {
        var scene = new Scene().With(1);
        scene.Unlock(5, scene.Lock(1, 1, "a"));
        scene.Lock(5.01, 1, "b");
        scene.ReadAt = 10;

        scene.ShouldHold();
    }

    [Fact]
    public void Should_not_count_on_a_lock_whose_end_was_asked_for_and_not_answered()
    {
        var scene = new Scene().With(1);
        var first = scene.Lock(1, 1, "a");
        scene.End(5, first, LockEndReason.Released);
        scene.Say(5, Operation.Unlock, "a", call => call with { Locks = [first.Lock], Outcome = Outcome.Unknown, End = Scene.At(30) });
        scene.Lock(6, 1, "b");
        scene.ReadAt = 10;

        scene.ShouldHold();
    }

    [Fact]
    public void Should_count_on_an_extension()
    {
        var scene = new Scene().With(1);
        var first = scene.Lock(1, 1, "a", ttl: 10);
        scene.Say(2, Operation.Extend, "a", call => call with { Locks = [first.Lock], ExtendedTo = Scene.At(50) });
        scene.End(11, first, LockEndReason.Expired);
        scene.Lock(12, 1, "b");
        scene.ReadAt = 20;

        scene.ShouldBreak(HoldingRule.Name, KeptGrantRule.Name);
    }

    [Fact]
    public void Should_see_it_in_the_books_where_the_end_comes_after_the_next_beginning()
    {
        var scene = new Scene().With(1);
        var first = scene.Lock(1, 1, "a");
        scene.Say(5, Operation.Unlock, "a", call => call with { Locks = [first.Lock], End = Scene.At(6.1) });
        scene.Begin(5.5, 1, "b");
        scene.End(6, first, LockEndReason.Released);
        scene.ReadAt = 10;

        scene.ShouldBreak(LedgerRule.Name);
    }
}
