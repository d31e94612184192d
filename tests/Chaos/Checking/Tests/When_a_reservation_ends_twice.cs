namespace RentABot.Chaos.Checking.Tests;

public sealed class When_a_reservation_ends_twice
{
    [Fact]
    public void Should_find_the_second_end()
    {
        var scene = new Scene { ReadAt = 50 };
        var id = scene.Reserve(1, "a", wait: 10);
        scene.Cancel(5, id);
        scene.Expire(11, id);

        scene.ShouldBreak(ReservationPathRule.Name);
    }

    [Fact]
    public void Should_let_it_end_once()
    {
        var scene = new Scene { ReadAt = 50 };
        scene.Cancel(5, scene.Reserve(1, "a"));

        scene.ShouldHold();
    }

    [Fact]
    public void Should_find_one_that_outlives_its_locks()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        var id = scene.Reserve(1, "a");
        scene.Fulfil(1, id, 1);
        scene.Unlock(5, Assert.Single(scene.Claim(2, id)));

        scene.ShouldBreak(ReservationPathRule.Name);
    }
}
