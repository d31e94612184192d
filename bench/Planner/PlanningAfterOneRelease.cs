using BenchmarkDotNet.Attributes;
using RentABot.Allocator.Queue;

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
    private long _next;

    [Params(1_000, 10_000)]
    public int Resources { get; set; }

    [Params(10, 10_000)]
    public int Waiters { get; set; }

    /// <summary>Whether reservations for many hold a part of the resources, which each plan may rearrange.</summary>
    [Params(false, true)]
    public bool Gathering { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _lab = new BusyLab(Resources, Waiters, Gathering);
        Console.WriteLine($"// {_lab.Book.Line.Count} wait, {_lab.Book.Holds.Count} resources are held");
    }

    [Benchmark]
    public object Plan()
    {
        do _next = _next % Resources + 1;
        while (BusyLab.IsHeld(_next));
        _lab.Book.Put(BusyLab.Resource(_next, isLocked: false));
        var plan = QueuePlanner.Plan(_lab.Book.ToState());
        _lab.Book.Put(BusyLab.Resource(_next, isLocked: true));
        return plan;
    }
}
