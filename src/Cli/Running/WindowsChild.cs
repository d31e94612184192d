using System.ComponentModel;
using System.Diagnostics;

namespace RentABot.Cli.Running;

/// <summary>On Windows: Ctrl-C reaches it by the console that it shares, and to be asked to end is to be ended.</summary>
internal sealed class WindowsChild : IChild
{
    private const int FileNotFound = 2;

    private readonly Process _process;

    private WindowsChild(Process process)
    {
        _process = process;
        Ended = EndAsync();
    }

    public Task<int> Ended { get; }

    public static WindowsChild Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return new WindowsChild(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw exception.NativeErrorCode == FileNotFound ? Child.NotFound(command[0]) : Child.NotRun(command[0], exception.Message);
        }
    }

    public bool HasTerminal => false;

    public void Stop() => Kill();

    public void Signal(int number)
    {
        if (number != Child.Interrupt) Kill();
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended, or is about to.
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
