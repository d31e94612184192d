using RentABot.Load.Loops;
using RentABot.Load.Processes;

namespace RentABot.Load.Peers;

/// <summary>A system that is compared with the others.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>Names it on the command line and in results.</summary>
    string Name { get; }

    /// <summary>All that its work goes through, except the load program.</summary>
    IReadOnlyList<ProcessTree> Processes { get; }

    /// <summary>Starts it and connects that many clients.</summary>
    Task<IReadOnlyList<IClient>> StartAsync(int clients);

    /// <summary>Around each round's measurements.</summary>
    Task MeasureAsync(Func<Task> measurements) => measurements();
}
