using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_fencing_tokens_go_down
{
    [Fact]
    public void Should_see_it_at_the_simulator()
    {
        var scene = new Scene();
        scene.Uses.Add(new SimulatorUse(1, 2, "b", Scene.At(1), true));
        scene.Uses.Add(new SimulatorUse(1, 1, "a", Scene.At(2), true));

        scene.ShouldBreak(FencingRule.Name);
    }

    [Fact]
    public void Should_let_the_simulator_refuse_it()
    {
        var scene = new Scene();
        scene.Uses.Add(new SimulatorUse(1, 2, "b", Scene.At(1), true));
        scene.Uses.Add(new SimulatorUse(1, 1, "a", Scene.At(2), false));
        scene.Uses.Add(new SimulatorUse(2, 1, "a", Scene.At(3), true));

        scene.ShouldHold();
    }

    [Fact]
    public void Should_see_it_in_the_answers()
    {
        var scene = new Scene().With(1);
        scene.Unlock(2, scene.Lock(1, 1, "a"));
        scene.Unlock(4, scene.Lock(3, 1, "b"));
        (scene.Locks[0], scene.Locks[1]) =
            (scene.Locks[0] with { FencingToken = 2 }, scene.Locks[1] with { FencingToken = 1 });
        for (var i = 0; i < scene.Calls.Count; i++)
        {
            scene.Calls[i] = scene.Calls[i] with
            {
                Locks = [.. scene.Calls[i].Locks.Select(one => one with { FencingToken = 3 - one.FencingToken })],
                Grants = [.. scene.Calls[i].Grants.Select(grant => grant with { FencingToken = 3 - grant.FencingToken })],
            };
        }

        scene.ShouldBreak(FencingRule.Name, LedgerRule.Name);
    }
}
