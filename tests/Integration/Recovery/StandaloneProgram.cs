using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RentABot.Integration.Recovery;

/// <summary>The standalone program on SQLite, whose clock is the machine's.</summary>
internal sealed partial class StandaloneProgram : IInstallation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private Process? _process;
    private RestClient? _client;

    public async Task<RestClient> StartAsync()
    {
        var start = new ProcessStartInfo(
            Solution.Dotnet,
            [Solution.Built("src/Standalone", "RentABot.Standalone.dll"), "--persist", $"sqlite://{_directory.FullName}/kept.sqlite", "--port", "0"])
        {
            WorkingDirectory = _directory.FullName,
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = _directory.FullName;
        var serving = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            if (Serves().Match(line.Data ?? "") is { Success: true } serves) serving.TrySetResult(new Uri(serves.Groups[1].Value));
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _client = new RestClient(await serving.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
        await Eventually.HoldsAsync(async () => (await _client.GetAsync("/readiness")).Succeeded, Patience, "the program is ready");
        return _client;
    }

    public async Task StopAsync(Stop how)
    {
        using var kill = Process.Start("kill", [how == Stop.Killed ? "-KILL" : "-TERM", $"{_process!.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        if (how == Stop.Terminated) Assert.Equal(0, _process.ExitCode);
        _process.Dispose();
        _process = null;
        _client!.Dispose();
    }

    public Task<DateTimeOffset> NowAsync() => Task.FromResult(TimeProvider.System.GetUtcNow());

    /// <summary>Nobody outside hears its bus, and what is in the log is checked for every kind.</summary>
    public Task ShouldHaveToldEverybodyAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _client?.Dispose();
        _directory.Delete(recursive: true);
    }

    [GeneratedRegex("serves (http://[^ ,]+)")]
    private static partial Regex Serves();
}
