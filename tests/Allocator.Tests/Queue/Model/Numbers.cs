using System.Numerics;
using RentABot.Allocator.Queue;

namespace RentABot.Allocator.Tests.Queue.Model;

/// <summary>
/// The number of resources that each reservation gets by the rule itself, found by trying every assignment: in rank
/// order its whole quantity if some assignment gives it that and every earlier one its number; else, if it gathers, the
/// most that some assignment gives it so; else none.
/// </summary>
internal static class Numbers
{
    public static int[] Of(QueueState state)
    {
        // Which resources may be taken by now, in every way that gives the earlier ones their numbers: sets of bits.
        HashSet<int> taken = [0];
        return [.. state.Line.Select(waiter =>
        {
            var choice = state.Choices[waiter.Choice];
            var suiting = choice.Candidates.Aggregate(0, (bits, candidate) => bits | 1 << candidate);
            var gathers = choice.InService >= waiter.Quantity;
            for (var number = waiter.Quantity; number > 0; number--)
            {
                if (number < waiter.Quantity && !gathers) continue;
                var next = taken.SelectMany(bits => Subsets(suiting & ~bits, number), (bits, more) => bits | more).ToHashSet();
                if (next.Count == 0) continue;
                taken = next;
                return number;
            }

            return 0;
        })];
    }

    private static IEnumerable<int> Subsets(int of, int size)
    {
        for (var subset = of; subset > 0; subset = (subset - 1) & of)
        {
            if (BitOperations.PopCount((uint)subset) == size) yield return subset;
        }
    }
}
