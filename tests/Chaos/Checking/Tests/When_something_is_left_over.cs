using RentABot.Chaos.Books;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_something_is_left_over
{
    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(2, false)]
    public void Should_count(int messages, bool right)
    {
        var scene = new Scene { Quiet = new() { Remainders = [new Remainder("lock-resources_error", "messages", messages, 3, 3)] } };

        if (right) scene.ShouldHold();
        else scene.ShouldBreak(LeftoverRule.Name);
    }

    [Fact]
    public void Should_find_a_hold_for_nobody()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        var id = scene.Reserve(1, "a");
        scene.Fulfil(1, id, 1);
        scene.Cancel(2, id);
        scene.Holds.Add(new HoldRow(1, id));

        scene.ShouldBreak(LeftoverRule.Name);
    }

    [Fact]
    public void Should_find_that_what_was_set_aside_is_not_held()
    {
        var scene = new Scene { ReadAt = 50 }.With(1);
        scene.Fulfil(1, scene.Reserve(1, "a"), 1);
        scene.Holds.Clear();

        scene.ShouldBreak(LeftoverRule.Name);
    }
}
