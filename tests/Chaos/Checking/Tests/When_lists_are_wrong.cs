using RentABot.Chaos.Books;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_lists_are_wrong
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Should_compare_totals(int total, bool right)
    {
        var scene = new Scene { ReadAt = 10 }.With(1);
        scene.Quiet = new() { Totals = [new ListTotal("Gateway-1", "resources", "locked", total)] };
        scene.Lock(1, 1, "a");

        Judge(scene, right);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Should_compare_positions(int position, bool right)
    {
        var scene = new Scene { ReadAt = 10 }.With(1).With(2, "other");
        scene.Lock(1, 1, "a");
        scene.Lock(1, 2, "b");
        scene.Reserve(2, "first");
        scene.Reserve(3, "elsewhere", tag: "other");
        var asked = scene.Reserve(4, "second");
        scene.Quiet = new() { Positions = [new QueuePosition("Gateway-1", asked, position)] };

        Judge(scene, right);
    }

    private static void Judge(Scene scene, bool right)
    {
        if (right) scene.ShouldHold();
        else scene.ShouldBreak(ListRule.Name);
    }
}
