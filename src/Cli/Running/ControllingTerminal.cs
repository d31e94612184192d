using Microsoft.Win32.SafeHandles;

namespace RentABot.Cli.Running;

/// <summary>
/// Whose the terminal's keyboard is: the command's while it runs, so that Ctrl-C reaches it once, and from nobody else.
/// </summary>
internal sealed class ControllingTerminal : IDisposable
{
    private const nint Ignored = 1;

    private readonly SafeFileHandle? _terminal;
    private readonly int _own = Native.GetGroup();

    private ControllingTerminal(SafeFileHandle? terminal) => _terminal = terminal;

    public static ControllingTerminal Open()
    {
        try
        {
            return new ControllingTerminal(File.OpenHandle("/dev/tty", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is none, as in most CI jobs.
            return new ControllingTerminal(null);
        }
    }

    public bool Exists => _terminal is not null;

    public bool IsOurs => Foreground == _own;

    public bool IsOf(int group) => Foreground == group;

    private int? Foreground => _terminal is null ? null : Native.GetForeground(Descriptor);

    private int Descriptor => (int)_terminal!.DangerousGetHandle();

    /// <summary>Gives it to a group of processes, if it is ours to give.</summary>
    public bool GiveTo(int group)
    {
        if (!IsOurs) return false;
        Set(group);
        return true;
    }

    /// <summary>Takes it back from whom it was given to.</summary>
    public void TakeBackFrom(int group)
    {
        if (IsOf(group)) Set(_own);
    }

    public void Dispose() => _terminal?.Dispose();

    private void Set(int group)
    {
        // Who is not in the foreground would be stopped for it.
        var before = Native.SetSignal(Native.TerminalOutput, Ignored);
        Native.SetForeground(Descriptor, group);
        Native.SetSignal(Native.TerminalOutput, before);
    }
}
