using BenchmarkDotNet.Attributes;

namespace RentABot.Planner;

/// <summary>
/// One resource is released: the book is told, and the queue is planned anew. The lab is the same before every plan,
/// since the book is told afterwards that the resource is locked again.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class PlanningAfterOneRelease
{
    private BusyLab _lab = null!;

    [Params(1_000, 10_000)]
    public int Resources { get; set; }

    [Params(10_000)]
    public int Waiters { get; set; }

    [Params(Situation.First, Situation.Last, Situation.Gathering)]
    public Situation Situation { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _lab = new BusyLab(Resources, Waiters, Situation);
        Console.WriteLine($"// {_lab.Book.Line.Count} wait, {_lab.Book.Holds.Count} resources are held");
    }

    [Benchmark]
    public object Plan() => _lab.ReleaseAndPlan();
}
