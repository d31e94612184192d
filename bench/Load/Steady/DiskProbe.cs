using System.Diagnostics;
using RentABot.Load.Loops;

namespace RentABot.Load.Steady;

/// <summary>
/// Writes one page to a file of its own, on the disk that the servers write to, and waits until it is there: no answer that
/// waits for the database's log can be faster. It tells a disk that was busy with something else from a slow service.
/// </summary>
internal sealed class DiskProbe : IClient
{
    private readonly byte[] _page = new byte[4096];
    private readonly FileStream _file = new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.DeleteOnClose });

    /// <summary>On a thread of its own: those of the pool are the clients'.</summary>
    public ValueTask<long> DoAsync(CancellationToken cancellationToken) =>
        new(Task.Factory.StartNew(Write, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    public void Dispose() => _file.Dispose();

    private long Write()
    {
        _file.Position = 0;
        _file.Write(_page);
        _file.Flush(flushToDisk: true);
        return Stopwatch.GetTimestamp();
    }
}
