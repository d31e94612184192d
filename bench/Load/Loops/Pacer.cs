using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace RentABot.Load.Loops;

/// <summary>Says when work arrives, in equal steps, on a thread of its own.</summary>
internal static partial class Pacer
{
    /// <summary>Timers of .NET are a millisecond apart, which is as long as what is measured here.</summary>
    public static void Run(ChannelWriter<long> arrivals, double perSecond, TimeSpan time, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var count = (long)(perSecond * time.TotalSeconds);
        for (var n = 0L; n < count && !cancellationToken.IsCancellationRequested; n++)
        {
            var intended = began + (long)(n / perSecond * Stopwatch.Frequency);
            SleepUntil(intended);
            arrivals.TryWrite(intended);
        }

        arrivals.Complete();
    }

    private static void SleepUntil(long timestamp)
    {
        while (timestamp - Stopwatch.GetTimestamp() is > 0 and var ticks)
        {
            var (seconds, rest) = Math.DivRem(ticks, Stopwatch.Frequency);
            var left = new Duration(seconds, rest * (1_000_000_000 / Stopwatch.Frequency));
            _ = NanoSleep(in left, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in Duration duration, nint remaining);

    private readonly record struct Duration(long Seconds, long Nanoseconds);
}
