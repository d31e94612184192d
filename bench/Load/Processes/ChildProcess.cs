using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RentABot.Load.Processes;

/// <summary>A program that is measured, or needed for it, in a process of its own.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LastLines = 20;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Regex _started;
    private readonly ConcurrentQueue<string> _last = new();
    private readonly TaskCompletionSource<Match> _saysItStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(string name, Process process, Regex started)
    {
        (_process, _started) = (process, started);
        Tree = new ProcessTree(name, process.Id);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public ProcessTree Tree { get; }

    /// <param name="name">What reports call it.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="started">The line by which it says that it runs.</param>
    /// <param name="settings">Go by the environment.</param>
    public static ChildProcess Start(string name, IReadOnlyList<string> command, Regex started, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return new ChildProcess(name, Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start."), started);
    }

    /// <summary>Returns what it said when it was started.</summary>
    public async Task<Match> StartedAsync()
    {
        try
        {
            var first = await Task.WhenAny(_saysItStarted.Task, _process.WaitForExitAsync()).WaitAsync(StartTime);
            if (first == _saysItStarted.Task) return await _saysItStarted.Task;
        }
        catch (TimeoutException)
        {
        }

        throw Failure("did not start");
    }

    public void ExpectRunning()
    {
        if (_process.HasExited) throw Failure("ended");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private InvalidOperationException Failure(string what) =>
        new(string.Join(Environment.NewLine, [$"The program {Tree.Name} {what}:", .. _last]));

    private void Keep(string? line)
    {
        if (line is null) return;
        _last.Enqueue(line);
        if (_last.Count > LastLines) _last.TryDequeue(out _);
        if (_saysItStarted.Task.IsCompleted) return;
        if (_started.Match(line) is { Success: true } match) _saysItStarted.TrySetResult(match);
    }
}
