using System.Globalization;
using RentABot.Rules;

namespace RentABot.Allocator.Metrics;

/// <summary>The priorities that reservations may have, as values of a label.</summary>
internal static class Priorities
{
    public static readonly IReadOnlyList<string> All =
    [
        .. Enumerable.Range(Limits.MinPriority, Limits.MaxPriority - Limits.MinPriority + 1)
            .Select(priority => priority.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The nearest, for one that cannot be: a label is no reason for a decision to fail.</summary>
    public static string Of(int priority) => All[Math.Clamp(priority, Limits.MinPriority, Limits.MaxPriority) - Limits.MinPriority];
}
