using BenchmarkDotNet.Attributes;

namespace RentABot.Planner;

/// <summary>What the book takes in memory: all of it is allocated here, once for each resource and each who waits.</summary>
[InProcess]
[MemoryDiagnoser]
public class LoadingTheBook
{
    [Params(1_000, 10_000, 100_000)]
    public int ResourcesAndWaiters { get; set; }

    [Benchmark]
    public object Load() => new BusyLab(ResourcesAndWaiters, ResourcesAndWaiters, gathering: false).Book;
}
