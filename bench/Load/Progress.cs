using System.Diagnostics;

namespace RentABot.Load;

/// <summary>Says on standard error how far the run has come; standard output is the report's.</summary>
internal static class Progress
{
    private static readonly long Began = Stopwatch.GetTimestamp();

    public static void Say(string what) => Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(Began).TotalSeconds,6:0} s  {what}");
}
