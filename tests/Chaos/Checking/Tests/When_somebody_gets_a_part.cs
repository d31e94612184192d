using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking.Tests;

public sealed class When_somebody_gets_a_part
{
    [Fact]
    public void Should_see_it_in_the_answer()
    {
        var scene = new Scene().With(1).With(2);
        var row = scene.Begin(1, 1, "a");
        scene.Say(1, Operation.Lock, "a", call => call with { Selection = new Selection { Quantity = 2 }, Grants = [Scene.Granted(row)] });
        scene.ReadAt = 10;

        scene.ShouldBreak(AllOrNothingRule.Name);
    }

    [Fact]
    public void Should_see_it_in_the_books()
    {
        var scene = new Scene().With(1).With(2);
        scene.Begin(1, 1, "a");
        scene.Begin(1.5, 2, "a");
        scene.Say(1, Operation.Lock, "a", call => call with { Selection = new Selection { Quantity = 2 }, Outcome = Outcome.Unknown });
        scene.ReadAt = 10;

        scene.ShouldBreak(AllOrNothingRule.Name);
    }

    [Fact]
    public void Should_see_it_in_a_reservation()
    {
        var scene = new Scene().With(1).With(2);
        var id = scene.Reserve(1, "a", quantity: 2);
        scene.Fulfil(1, id, 1);
        scene.ReadAt = 10;

        scene.ShouldBreak(AllOrNothingRule.Name);
    }

    [Fact]
    public void Should_let_all_be_given()
    {
        var scene = new Scene().With(1).With(2);
        var rows = new[] { scene.Begin(1, 1, "a"), scene.Begin(1, 2, "a") };
        scene.Say(1, Operation.Lock, "a", call => call with
        {
            Selection = new Selection { Quantity = 2 }, Grants = [.. rows.Select(Scene.Granted)],
        });
        scene.ReadAt = 10;

        scene.ShouldHold();
    }
}
