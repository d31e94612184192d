using System.Diagnostics;
using System.Globalization;
using System.Text;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

/// <summary>The program as a process of its own, with nothing around it that the machine or another test has.</summary>
internal sealed class CliRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("rentabot-home-");
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private CliRun(Uri? server, IReadOnlyDictionary<string, string>? environment, string[] program)
    {
        // Where a shell runs the tests in the background, interrupts are ignored, and that would be inherited. In a session
        // of its own it has no terminal, and nothing that it has started outlives the test.
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT,TERM,HUP,QUIT", .. program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.StartIn(_home);
        if (server is not null) start.Environment["RENTABOT_URL"] = server.ToString();
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(_errors, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string Program { get; } = Repository.Built("src/Cli", "rentabot.dll");

    /// <summary>A path on which <c>rentabot</c> is found, as one process that is the shell's own, like the native file.</summary>
    private static string SearchPath { get; } = $"{CreateCommand()}:{Environment.GetEnvironmentVariable("PATH")}";

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public static CliRun Start(Uri? server, params string[] args) => new(server, environment: null, ["dotnet", Program, .. args]);

    public static CliRun Start(Uri? server, IReadOnlyDictionary<string, string> environment, params string[] args) =>
        new(server, environment, ["dotnet", Program, .. args]);

    /// <summary>What became of it at its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> OfAsync(Uri? server, params string[] args)
    {
        await using var run = Start(server, args);
        return await run.EndAsync();
    }

    public static async Task<(int ExitCode, string Output, string Errors)> OfAsync(
        Uri? server, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        await using var run = Start(server, environment, args);
        return await run.EndAsync();
    }

    /// <summary>A script in which <c>rentabot</c> is the program.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ShellAsync(Uri? server, string shell, string script)
    {
        await using var run = new CliRun(server, new Dictionary<string, string> { ["PATH"] = SearchPath }, [shell, "-c", script]);
        return await run.EndAsync();
    }

    /// <summary>The same at a terminal of its own, to which <see cref="TypeAsync"/> types.</summary>
    public static CliRun StartAtTerminal(Uri? server, string script) => new(
        server, new Dictionary<string, string> { ["PATH"] = SearchPath, ["TERM"] = "dumb", ["SHELL"] = "/bin/bash" },
        ["script", "--quiet", "--return", "--command", script, "/dev/null"]);

    public async Task TypeAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync(string input = "")
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(timeout.Token);
        return (_process.ExitCode, Output, Errors);
    }

    /// <summary>Until it has said something on one of its outputs.</summary>
    public Task SaysAsync(string text) => Eventually.HoldsAsync(
        () => (Output + Errors).Contains(text, StringComparison.Ordinal)
            || (_process.HasExited ? throw new InvalidOperationException($"It has ended without '{text}':\n{Output}\n{Errors}") : false),
        Patience, $"it says '{text}'");

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("pkill", ["-KILL", "-s", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private static string CreateCommand()
    {
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "commands")).FullName;
        var command = Path.Combine(directory, "rentabot");
        File.WriteAllText(command, $"#!/bin/sh\nexec dotnet '{Program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return directory;
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
