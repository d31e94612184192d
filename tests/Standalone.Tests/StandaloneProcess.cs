using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RentABot.Standalone.Tests;

/// <summary>The program as a user starts it, in a directory of its own, on a free port.</summary>
internal sealed partial class StandaloneProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StandaloneProcess(string workingDirectory, string[] args)
    {
        // Where a shell runs the tests in the background, interrupts are ignored, and that would be inherited.
        var start = new ProcessStartInfo("env")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RentABot.Standalone.dll"));
        foreach (var arg in args) start.ArgumentList.Add(arg);
        start.Environment["HOME"] = workingDirectory;

        // What is tested is what it answers, and on a busy machine that may take a while.
        start.Environment["Gateway__AnswerTimeout"] = $"{Patience}";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static StandaloneProcess Start(string workingDirectory, params string[] args) => new(workingDirectory, args);

    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    public async Task<Uri> ServingAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        var ended = _process.WaitForExitAsync(timeout.Token);
        return await Task.WhenAny(_serving.Task, ended) == _serving.Task
            ? await _serving.Task
            : throw new InvalidOperationException($"It does not serve:\n{Output}");
    }

    public async Task<int> EndAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    /// <summary>As Ctrl-C does.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        if (Serves().Match(line) is { Success: true } serves) _serving.TrySetResult(new Uri(serves.Groups[1].Value));
    }

    [GeneratedRegex("serves (http://[^ ,]+)")]
    private static partial Regex Serves();
}
