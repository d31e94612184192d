using System.Globalization;

namespace RentABot.Load.Processes;

/// <summary>A process and all that it started, as /proc shows them.</summary>
internal sealed class ProcessTree(string name, int root)
{
    /// <summary>Of /proc/PID/stat: a hundredth of a second on every Linux.</summary>
    private const double TicksPerSecond = 100;

    public string Name { get; } = name;

    public static ProcessTree Self { get; } = new("load", Environment.ProcessId);

    /// <summary>Seconds of processor time so far, those of children that have ended included.</summary>
    public double Seconds()
    {
        var stats = ReadAll();
        return Members(stats).Sum(pid => stats[pid].Ticks) / TicksPerSecond;
    }

    /// <summary>VmRSS or VmHWM of the root process, in MiB.</summary>
    public double Memory(string field)
    {
        var line = File.ReadLines($"/proc/{root}/status").Single(line => line.StartsWith(field + ":", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>The load starts some of what it measures; only its own time is its own.</summary>
    private List<int> Members(Dictionary<int, Stat> stats)
    {
        if (!stats.ContainsKey(root)) return [];
        if (root == Environment.ProcessId) return [root];
        var members = new List<int> { root };
        for (var i = 0; i < members.Count; i++) members.AddRange(stats.Where(s => s.Value.Parent == members[i]).Select(s => s.Key));
        return members;
    }

    private static Dictionary<int, Stat> ReadAll()
    {
        var stats = new Dictionary<int, Stat>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid)) continue;
            if (Stat.TryRead(pid) is { } stat) stats[pid] = stat;
        }

        return stats;
    }

    private sealed record Stat(int Parent, long Ticks)
    {
        public static Stat? TryRead(int pid)
        {
            try
            {
                // The name stands in parentheses and may hold anything; what follows it is numbers.
                var text = File.ReadAllText($"/proc/{pid}/stat");
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                var ended = pid == Environment.ProcessId ? 0 : Number(fields[13]) + Number(fields[14]);
                return new Stat((int)Number(fields[1]), Number(fields[11]) + Number(fields[12]) + ended);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
    }
}
