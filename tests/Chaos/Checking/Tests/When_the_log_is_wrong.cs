using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_the_log_is_wrong
{
    [Fact]
    public void Should_miss_an_event()
    {
        var scene = Clean();
        scene.Events.RemoveAt(2);

        scene.ShouldBreak(EventLogRule.Name);
    }

    [Fact]
    public void Should_find_a_lock_that_begins_twice()
    {
        var scene = Clean();
        var again = scene.Events[1];
        var resource = ((LockAcquired)again.Body).Resource;
        scene.Events.Add(again with
        {
            Sequence = 4,
            EventId = Guid.NewGuid(),
            OccurredAt = scene.Events[2].OccurredAt,
            Body = (LockAcquired)again.Body with { Sequence = 4, Resource = resource, Revision = 4 },
        });

        scene.ShouldBreak(EventLogRule.Name);
    }

    [Fact]
    public void Should_find_a_change_that_was_not_told()
    {
        var scene = Clean();
        scene.Resources[1] = scene.Resources[1] with { Revision = 4 };

        scene.ShouldBreak(EventLogRule.Name);
    }

    [Fact]
    public void Should_find_an_event_of_nothing()
    {
        var scene = Clean();
        scene.Locks.Clear();
        scene.Calls.Clear();

        scene.ShouldBreak(EventLogRule.Name);
    }

    [Fact]
    public void Should_let_each_change_be_told_once() => Clean().ShouldHold();

    private static Scene Clean()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.Unlock(2, scene.Lock(1, 1, "a"));
        return scene;
    }
}
