using RentABot.Chaos.Books;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_a_call_was_abandoned
{
    [Fact]
    public void Should_find_what_lives_on()
    {
        var scene = Abandoned(out _);

        scene.ShouldBreak(AbandonmentRule.Name);
    }

    [Fact]
    public void Should_find_what_began_later()
    {
        var scene = new Scene().With(1);
        scene.Say(10, Operation.Lock, "a", GivenUp);
        scene.End(21, scene.Begin(20.5, 1, "a"), LockEndReason.Forced);

        scene.ShouldBreak(AbandonmentRule.Name);
    }

    [Fact]
    public void Should_let_it_be_taken_back()
    {
        var scene = Abandoned(out var row);
        scene.End(12, row, LockEndReason.Forced);

        scene.ShouldHold();
    }

    [Fact]
    public void Should_give_time_while_something_is_broken()
    {
        var scene = Abandoned(out var row);
        scene.Faults.Add(new Fault(FaultKind.BrokerRestart, "rabbitmq", Scene.At(11), Scene.At(40)));
        scene.End(45, row, LockEndReason.Forced);

        scene.ShouldHold();
    }

    [Fact]
    public void Should_expect_nothing_of_a_gateway_that_was_killed()
    {
        var scene = Abandoned(out _);
        scene.Faults.Add(new Fault(FaultKind.Kill, "Gateway-1", Scene.At(10.5), Scene.At(12)));

        scene.ShouldHold();
    }

    [Fact]
    public void Should_find_a_reservation_that_lives_on()
    {
        var scene = new Scene();
        scene.Reserve(10, "a");
        scene.Calls[0] = GivenUp(scene.Calls[0]) with { Reservation = null };
        scene.ReadAt = 100;

        scene.ShouldBreak(AbandonmentRule.Name);
    }

    private static Scene Abandoned(out LockRow row)
    {
        var scene = new Scene { ReadAt = 100 }.With(1);
        row = scene.Begin(10, 1, "a", ttl: 600);
        scene.Say(10, Operation.Lock, "a", GivenUp);
        return scene;
    }

    private static Call GivenUp(Call call) => call with
    {
        Outcome = Outcome.Refused, Status = 503, Code = "allocator_unavailable", Through = "Gateway-1",
        Selection = call.Selection ?? new Selection { ResourceId = 1 },
    };
}
