using System.Diagnostics;
using Xunit;

namespace RentABot.TestServers;

/// <summary>Waits for a condition, with an end; what tests do instead of sleeping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Returns as soon as the condition holds. An exception of the condition ends the wait; so does the end of the test.
    /// </summary>
    /// <param name="condition">Asked at once and then every 20 milliseconds, never twice at a time.</param>
    /// <param name="timeout">How long it may take to become true.</param>
    /// <param name="what">What is waited for, said in the failure as in "the queue is empty".</param>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan timeout, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var started = Stopwatch.GetTimestamp();
        var ended = TestContext.Current.CancellationToken;
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (!await condition().WaitAsync(Remaining(), ended))
            {
                if (Remaining() == TimeSpan.Zero)
                {
                    throw new TimeoutException();
                }

                await timer.WaitForNextTickAsync(ended);
            }
        }
        catch (TimeoutException timedOut)
        {
            throw new TimeoutException($"Not so after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s: {what}", timedOut);
        }

        TimeSpan Remaining() => TimeSpan.FromTicks(Math.Max(0, (timeout - Stopwatch.GetElapsedTime(started)).Ticks));
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, TimeSpan, string)"/>
    public static Task HoldsAsync(Func<bool> condition, TimeSpan timeout, string what) =>
        HoldsAsync(() => Task.FromResult(condition()), timeout, what);
}
