using System.Runtime.InteropServices;

namespace RentABot.Cli;

/// <summary>
/// The system's clock, with a stopwatch that runs on while the machine sleeps, as the locks at the server do. On Linux the usual
/// one stands still then.
/// </summary>
internal sealed partial class BootClock : TimeProvider
{
    private const int BootTime = 7;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private BootClock()
    {
    }

    public static TimeProvider Instance { get; } = OperatingSystem.IsLinux() ? new BootClock() : System;

    public override long TimestampFrequency => NanosecondsPerSecond;

    public override long GetTimestamp()
    {
        if (Read(BootTime, out var now) != 0) throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
        return ((long)now.Seconds * NanosecondsPerSecond) + now.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int Read(int clock, out Instant now);

    /// <summary>timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Instant
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
