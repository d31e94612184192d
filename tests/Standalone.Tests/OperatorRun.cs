using System.Diagnostics;

namespace RentABot.Standalone.Tests;

/// <summary>A command that an operator gave, and what became of it.</summary>
internal sealed record OperatorRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<OperatorRun> OfAsync(string workingDirectory, string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RentABot.Standalone.dll"));
        foreach (var arg in args) start.ArgumentList.Add(arg);
        start.Environment["HOME"] = workingDirectory;
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(timeout.Token);
        return new OperatorRun(process.ExitCode, await output, await errors);
    }
}
