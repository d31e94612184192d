using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_a_call_is_repeated
{
    [Fact]
    public void Should_find_another_answer()
    {
        var scene = new Scene { ReadAt = 10 }.With(1).With(2);
        scene.Lock(1, 1, "a");
        scene.Lock(2, 2, "a");
        GiveKeys(scene);

        scene.ShouldBreak(RepeatRule.Name);
    }

    [Fact]
    public void Should_find_a_second_lock_that_nobody_was_told_of()
    {
        var scene = new Scene { ReadAt = 10 }.With(1).With(2);
        scene.Lock(1, 1, "a");
        scene.Begin(2, 2, "a");
        GiveKeys(scene);

        scene.ShouldBreak(RepeatRule.Name);
    }

    [Fact]
    public void Should_let_it_get_the_same()
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        var row = scene.Lock(1, 1, "a");
        scene.Say(2, Operation.Lock, "a", call => call with
        {
            Selection = new Selection { ResourceId = 1 }, Grants = [Scene.Granted(row)], Replayed = true,
        });
        GiveKeys(scene);

        scene.ShouldHold();
    }

    private static void GiveKeys(Scene scene)
    {
        for (var i = 0; i < scene.Calls.Count; i++) scene.Calls[i] = scene.Calls[i] with { Key = "k" };
    }
}
