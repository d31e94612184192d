using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_who_was_refused_is_granted
{
    [Fact]
    public void Should_find_the_lock()
    {
        var scene = new Scene().With(1);
        scene.Begin(1, 1, "a");
        scene.Say(1, Operation.Lock, "a", Refused);
        scene.ReadAt = 10;

        scene.ShouldBreak(RefusalRule.Name);
    }

    [Fact]
    public void Should_find_the_reservation()
    {
        var scene = new Scene();
        scene.Reserve(1, "a");
        scene.Calls[0] = Refused(scene.Calls[0]) with { Reservation = null };
        scene.ReadAt = 10;

        scene.ShouldBreak(RefusalRule.Name);
    }

    [Fact]
    public void Should_find_the_locks_of_a_claim()
    {
        var scene = new Scene().With(1);
        var id = scene.Reserve(1, "a");
        scene.Fulfil(1, id, 1);
        scene.Claim(2, id);
        scene.Calls[^1] = Refused(scene.Calls[^1]) with { Grants = [] };
        scene.ReadAt = 10;

        scene.ShouldBreak(RefusalRule.Name);
    }

    [Fact]
    public void Should_know_that_a_repeat_may_succeed()
    {
        var scene = new Scene().With(1);
        scene.Say(1, Operation.Lock, "a", Refused);
        scene.Lock(2, 1, "a");
        scene.ReadAt = 10;

        scene.ShouldHold();
    }

    [Fact]
    public void Should_know_that_503_says_nothing_to_who_has_a_key()
    {
        var scene = new Scene().With(1);
        scene.Begin(1, 1, "a");
        scene.Say(1, Operation.Lock, "a", call => Refused(call) with { Key = "k", Status = 503 });
        scene.ReadAt = 10;

        scene.ShouldHold();
    }

    private static Call Refused(Call call) => call with
    {
        Outcome = Outcome.Refused, Status = 409, Code = "already_locked", Selection = call.Selection ?? new Selection { ResourceId = 1 },
    };
}
