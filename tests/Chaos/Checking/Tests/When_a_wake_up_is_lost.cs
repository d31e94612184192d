namespace RentABot.Chaos.Checking.Tests;

public sealed class When_a_wake_up_is_lost
{
    [Fact]
    public void Should_find_what_stayed_idle_for_a_while()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        var held = scene.Lock(1, 1, "a");
        var waiting = scene.Reserve(2, "b");
        scene.Unlock(3, held);
        scene.Fulfil(9, waiting, 1);

        scene.ShouldBreak(IdlenessRule.Name);
    }

    [Fact]
    public void Should_find_what_stays_idle_although_a_gatherer_could_hold_it()
    {
        var scene = new Scene { ReadAt = 50 }.With(1).With(2);
        scene.Lock(1, 1, "a");
        scene.Reserve(2, "gatherer", quantity: 2);

        scene.ShouldBreak(IdlenessRule.Name);
        scene.Holds.Add(new(2, scene.Reservations[0].Id));
        scene.ShouldHold();
    }

    [Fact]
    public void Should_see_what_a_reservation_lets_go_of()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        var first = scene.Reserve(1, "a");
        scene.Fulfil(1, first, 1);
        var second = scene.Reserve(2, "b");
        scene.Cancel(3, first);
        scene.Fulfil(4, second, 1);

        scene.ShouldBreak(IdlenessRule.Name);
    }
}
