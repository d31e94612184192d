namespace RentABot.Planner;

/// <summary>What a book keeps in memory, as the heap grows by it.</summary>
internal static class BookMemory
{
    public static void Print()
    {
        Console.WriteLine("| resources, and as many who wait | MiB | bytes for each of both |");
        Console.WriteLine("|---|---|---|");
        foreach (var size in (int[])[1_000, 10_000, 100_000])
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var lab = new BusyLab(size, size, Situation.First);
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(lab);
            Console.WriteLine($"| {size:N0} | {bytes / 1024.0 / 1024.0:F1} | {bytes / size / 2} |");
        }
    }
}
