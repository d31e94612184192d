using System.Collections.Concurrent;
using System.Diagnostics;

namespace RentABot.Integration.Support;

/// <summary>A client's program that runs beside the test.</summary>
internal sealed class Script : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private Script(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Output => _output;

    public static Script Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new Script(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    /// <summary>Waits until it says on stderr that it listens.</summary>
    public Task ListensAsync() => Eventually.HoldsAsync(
        () => _errors.Any(line => line.StartsWith("listening", StringComparison.Ordinal)), Patience, "the program listens");

    public Task PrintsAsync(string text) => Eventually.HoldsAsync(
        () => _output.Any(line => line.Contains(text, StringComparison.Ordinal)), Patience, $"the program prints '{text}'");

    /// <summary>Returns the exit code, and when all output has been read.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
