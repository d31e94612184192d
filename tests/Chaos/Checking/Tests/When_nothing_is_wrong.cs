using RentABot.Chaos.Books;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_nothing_is_wrong
{
    [Fact]
    public void Should_find_nothing_in_an_empty_run() => new Scene().ShouldHold();

    [Fact]
    public void Should_find_nothing_in_a_run_of_everything()
    {
        var scene = new Scene().With(1).With(2, "pair").With(3, "pair");

        var first = scene.Lock(1, 1, "a");
        var waiting = scene.Reserve(2, "b");
        scene.End(3, first, LockEndReason.Released);
        scene.Say(3, Operation.Unlock, "a", call => call with { Locks = [first.Lock] });
        scene.Fulfil(3, waiting, 1);
        var claimed = Assert.Single(scene.Claim(4, waiting));
        scene.Unlock(5, claimed);
        scene.Release(5, waiting);

        var both = scene.Reserve(6, "c", quantity: 2, tag: "pair");
        scene.Fulfil(6, both, 2, 3);
        scene.Expire(66.5, both);

        var forgotten = scene.Lock(70, 1, "d", ttl: 10);
        scene.End(80.5, forgotten, LockEndReason.Expired);
        var running = scene.Lock(990, 1, "e");
        scene.Uses.AddRange(
        [
            new SimulatorUse(1, first.FencingToken, "a", Scene.At(2), true),
            new SimulatorUse(1, running.FencingToken, "e", Scene.At(991), true),
            new SimulatorUse(1, first.FencingToken, "a", Scene.At(992), false),
        ]);
        scene.Quiet = new QuietPeriod
        {
            Totals =
            [
                new ListTotal("Gateway-1", "resources", "locked", 1),
                new ListTotal("Gateway-1", "resources", "available", 2),
                new ListTotal("Gateway-1", "reservations", "pending", 0),
            ],
            Remainders = [new Remainder("Allocator-1", "connections", 7, 0, 20)],
        };

        scene.ShouldHold();
    }
}
