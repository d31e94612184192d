using CsCheck;
using RentABot.Allocator.Tests.Queue.Model;

namespace RentABot.Allocator.Tests.Queue;

/// <summary>
/// Random histories of a lab: arrivals, releases, claims, cancels, expiries, maintenance, registrations, changes, removals
/// and direct locks. A failure prints the shortest history that was found to show it: no step of it can be left out.
/// </summary>
public sealed class When_labs_live
{
    private const int Histories = 100_000;

    private static readonly (int Weight, StepKind Kind)[] Kinds =
    [
        (8, StepKind.Arrive), (6, StepKind.Release), (5, StepKind.Claim), (2, StepKind.Cancel), (2, StepKind.Wait), (2, StepKind.TakeOut),
        (2, StepKind.BringBack), (4, StepKind.Register), (1, StepKind.Retag), (1, StepKind.Remove), (2, StepKind.LockDirectly),
    ];

    private static readonly Gen<Step[]> Steps =
        (from kind in Gen.Frequency(Kinds)
         from which in Gen.Int[0, 9]
         from tags in Gen.Int[0, 7]
         from quantity in Gen.Int[1, 3]
         from priority in Gen.Int[1, 10]
         select new Step(kind, which, tags, quantity, priority)).Array[1, 40];

    [Fact]
    public void Should_keep_the_rules_of_the_queue_after_every_step() => Steps.Sample(Keep, iter: Histories, print: PrintShortest);

    [Fact]
    public void Should_make_the_same_grants_of_the_same_history() => Steps.Sample(
        steps => Assert.Equal(GrantsOf(steps), GrantsOf(steps)),
        iter: Histories / 10,
        print: PrintShortest);

    private static void Keep(Step[] steps)
    {
        var lab = new Lab();
        lab.Play(steps);
        lab.Drain();
    }

    private static IReadOnlyList<string> GrantsOf(Step[] steps)
    {
        var lab = new Lab();
        lab.Play(steps);
        return lab.Grants;
    }

    private static string PrintShortest(Step[] steps)
    {
        if (Break(steps) is null) return string.Join(", ", steps);
        for (var i = 0; i < steps.Length;)
        {
            Step[] without = [.. steps[..i], .. steps[(i + 1)..]];
            if (Break(without) is null)
            {
                i++;
            }
            else
            {
                steps = without;
                i = 0;
            }
        }

        return $"{Break(steps)}: {string.Join(", ", steps)}";
    }

    private static string? Break(Step[] steps)
    {
        try
        {
            Keep(steps);
            return null;
        }
        catch (BrokenRuleException broken)
        {
            return broken.Message;
        }
    }
}
