using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RentABot.Support;

/// <summary>A service as it is run: a process of its own, which can be killed.</summary>
internal sealed partial class ServiceProcess : IService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(ServiceKind kind, string name, Process process)
    {
        Kind = kind;
        Name = name;
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public ServiceKind Kind { get; }

    public string Name { get; }

    /// <summary>Known once <see cref="ListensAsync"/> has returned.</summary>
    public Uri Url => _listening.Task.IsCompletedSuccessfully
        ? _listening.Task.Result
        : throw new InvalidOperationException("It does not listen yet.");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    private string Said => string.Join(Environment.NewLine, _output.Concat(_errors));

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Starts the program; its settings go by the environment.</summary>
    public static ServiceProcess Start(
        ServiceKind kind, string name, IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var program = Solution.Built($"src/{kind}", $"RentABot.{kind}.dll");
        var start = new ProcessStartInfo(Solution.Dotnet, [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new ServiceProcess(kind, name, Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    public async Task ListensAsync()
    {
        try
        {
            await Eventually.HoldsAsync(() => _listening.Task.IsCompleted || _process.HasExited, Patience, $"the {Kind} listens");
        }
        catch (TimeoutException timedOut)
        {
            throw new TimeoutException($"{timedOut.Message}: {Said}", timedOut);
        }

        Assert.True(_listening.Task.IsCompleted, $"The {Kind} ended: {Said}");
    }

    /// <summary>Kill -9: no chance to write or to say goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Returns the exit code, and when all output has been read.</summary>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(within, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        Secrets.Search("process output", line);
        if (ListeningLine().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex ListeningLine();
}
