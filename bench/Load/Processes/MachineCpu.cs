using System.Globalization;

namespace RentABot.Load.Processes;

/// <summary>How long the cores of the machine have been busy, with whatever it was.</summary>
internal static class MachineCpu
{
    private const double TicksPerSecond = 100;

    /// <summary>User, nice, system, interrupts and what the host took away; neither idle nor waiting for the disk.</summary>
    private static readonly int[] Busy = [1, 2, 3, 6, 7, 8];

    public static double BusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Busy.Sum(field => double.Parse(fields[field], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
