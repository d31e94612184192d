using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_a_grant_is_lost
{
    [Fact]
    public void Should_miss_the_row()
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        var row = scene.Lock(1, 1, "a");
        scene.Calls.Clear();
        scene.Say(1, Operation.Lock, "a", call => call with
        {
            Selection = new Selection { ResourceId = 1 }, Grants = [Scene.Granted(row with { FencingToken = 2 })],
        });

        scene.ShouldBreak(KeptGrantRule.Name);
    }

    [Fact]
    public void Should_ask_who_released_it()
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        scene.End(5, scene.Lock(1, 1, "a"), LockEndReason.Released);

        scene.ShouldBreak(KeptGrantRule.Name);
    }

    [Fact]
    public void Should_ask_who_forced_it_off()
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        scene.End(5, scene.Lock(1, 1, "a"), LockEndReason.Forced);

        scene.ShouldBreak(KeptGrantRule.Name);
    }

    [Fact]
    public void Should_know_who_forced_it_off()
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        scene.End(5, scene.Lock(1, 1, "a"), LockEndReason.Forced);
        scene.Say(5, Operation.Unlock, "admin", call => call with { ResourceId = 1, Force = true });

        scene.ShouldHold();
    }

    [Fact]
    public void Should_name_the_attempt_for_which_it_was_taken_back()
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        var id = scene.Reserve(1, "a");
        scene.Fulfil(1, id, 1);
        var row = Assert.Single(scene.Claim(3, id));
        scene.Say(2, Operation.Claim, "a", call => call with { ReservationId = id, Outcome = Outcome.Refused, Status = 503 });
        scene.End(5, row, LockEndReason.Forced);
        scene.Release(5, id);

        Assert.Contains("given up", scene.ShouldBreak(KeptGrantRule.Name).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_find_an_unlock_that_did_nothing()
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        var row = scene.Lock(1, 1, "a");
        scene.Say(5, Operation.Unlock, "a", call => call with { Locks = [row.Lock] });

        scene.ShouldBreak(KeptGrantRule.Name);
    }

    [Fact]
    public void Should_find_a_reservation_that_is_not_there()
    {
        var scene = new Scene { ReadAt = 10 };
        scene.Say(5, Operation.Reserve, "a", call => call with
        {
            Reservation = new ReservationAnswer { Id = Guid.NewGuid(), Status = ReservationStatus.Pending },
        });

        scene.ShouldBreak(KeptGrantRule.Name);
    }
}
