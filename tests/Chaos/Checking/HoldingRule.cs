using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>
/// In the clients' view nobody holds what another one holds. Certain is the time from the first answer that grants a
/// lock to the earliest of its holder's first call to end it, its expiry and its forced end.
/// </summary>
internal static class HoldingRule
{
    public const string Name = "one holder at a time, as clients see it";

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        var spans = Spans(run).Where(span => span.End > span.Begin).ToLookup(span => span.Lock.ResourceId);
        foreach (var ofResource in spans)
        {
            Span? last = null;
            foreach (var span in ofResource.OrderBy(span => span.Begin))
            {
                if (last is not null && span.Begin < last.End)
                {
                    yield return new Violation(
                        Name,
                        $"{last.Lock} and {span.Lock} were both held from {Fact.At(span.Begin)} to {Fact.At(Min(last.End, span.End))}",
                        [Fact.Of(last.Answer), Fact.Of(span.Answer)]);
                }

                if (last is null || span.End > last.End) last = span;
            }
        }
    }

    private static IEnumerable<Span> Spans(CheckedRun run)
    {
        var ended = run.History.Calls.Where(call => call.EndsOwnLock())
            .SelectMany(call => call.Locks, (call, one) => (Lock: one, call.Begin))
            .ToLookup(end => end.Lock, end => end.Begin);
        var extended = new Dictionary<LockReference, DateTimeOffset>();
        foreach (var call in run.History.Calls)
        {
            foreach (var one in call.Locks)
            {
                if (call.ExtendedTo is { } until) extended[one] = extended.TryGetValue(one, out var before) ? Max(before, until) : until;
            }
        }

        // Two locks must not have the same number; where they do, they began at different instants.
        var grants = run.History.Calls
            .SelectMany(call => call.Grants, (call, grant) => (Call: call, Grant: grant))
            .GroupBy(answer => (answer.Grant.Lock, answer.Grant.AcquiredAt));
        foreach (var answers in grants)
        {
            var one = answers.Key.Lock;
            var first = answers.MinBy(answer => answer.Call.End);
            var end = Max(first.Grant.ExpiresAt, extended.GetValueOrDefault(one)) - run.Allowances.Clocks;
            foreach (var unlocked in ended[one].Where(instant => instant >= first.Call.End)) end = Min(end, unlocked);
            if (run.Locks.GetValueOrDefault(one) is { EndReason: LockEndReason.Forced, EndedAt: { } forced })
            {
                end = Min(end, forced - run.Allowances.Clocks);
            }

            yield return new Span(one, first.Call, first.Call.End, end);
        }
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed record Span(LockReference Lock, Call Answer, DateTimeOffset Begin, DateTimeOffset End);
}
