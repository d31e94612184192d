using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_events_are_delivered
{
    [Fact]
    public void Should_miss_one() => Delivered(all => [all[0], all[2]]).ShouldBreak(DeliveryRule.Name);

    [Fact]
    public void Should_find_them_out_of_order() => Delivered(all => [all[0], all[2], all[1]]).ShouldBreak(DeliveryRule.Name);

    [Fact]
    public void Should_find_one_that_was_never_committed() =>
        Delivered(all => [.. all, all[2] with { Sequence = 4, EventId = Guid.NewGuid() }]).ShouldBreak(DeliveryRule.Name);

    [Fact]
    public void Should_find_one_whose_number_another_one_got() =>
        Delivered(all => [all[0], all[1], all[2] with { EventId = Guid.NewGuid() }, all[2]]).ShouldBreak(DeliveryRule.Name);

    [Fact]
    public void Should_let_a_run_come_again() => Delivered(all => [all[0], all[1], all[0], all[1], all[2]]).ShouldHold();

    private static Scene Delivered(Func<Delivery[], IEnumerable<Delivery>> how)
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.Unlock(2, scene.Lock(1, 1, "a"));
        scene.Deliveries = [.. how([.. scene.Events.Select(Scene.Heard)])];
        return scene;
    }
}
