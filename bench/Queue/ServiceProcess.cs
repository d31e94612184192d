using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RentABot.Queue;

/// <summary>A service as it is run: what the build made of its project, in a process of its own.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private const int LastLines = 20;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly string _name;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _last = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(string name, Process process)
    {
        _name = name;
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Known once it is ready.</summary>
    public Uri Url => _listening.Task.Result;

    public static ServiceProcess Start(string name, IReadOnlyList<(string Key, string Value)> settings)
    {
        // bench/Queue/bin/Release/net10.0, as every project's.
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.GetFullPath(
            Path.Combine("../../../../../src", name, "bin", built.Parent!.Name, built.Name, $"RentABot.{name}.dll"), built.FullName);
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return new ServiceProcess(name, Process.Start(start) ?? throw new InvalidOperationException($"The {name} did not start."));
    }

    public async Task BecomesReadyAsync()
    {
        using var patience = new CancellationTokenSource(StartTime);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (!await IsReadyAsync(http, patience.Token))
            {
                if (_process.HasExited) throw new InvalidOperationException($"The {_name} ended.");
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (Exception notReady)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, [$"The {_name} is not ready:", .. _last]), notReady);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        if (!_listening.Task.IsCompleted) return false;
        using var response = await http.GetAsync(new Uri(Url, "/readiness"), cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _last.Enqueue(line);
        if (_last.Count > LastLines) _last.TryDequeue(out _);
        if (_listening.Task.IsCompleted) return;
        if (ListeningLine().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex ListeningLine();
}
