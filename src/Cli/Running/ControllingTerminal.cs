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
    private byte[]? _ours;
    private byte[]? _theirs;

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

    /// <summary>
    /// This program both reads from it and writes to it. Where only one of them is so, the keyboard may be wanted by who stands
    /// at the other end of the pipe.
    /// </summary>
    public static bool IsAtBothEnds => Native.GetForeground(Native.StandardInput) >= 0 && Native.GetForeground(Native.StandardOutput) >= 0;

    public bool IsOurs => Foreground == _own;

    public bool IsOf(int group) => Foreground == group;

    private int? Foreground => _terminal is null ? null : Native.GetForeground(Descriptor);

    private int Descriptor => (int)_terminal!.DangerousGetHandle();

    /// <summary>Gives it to a group of processes, if it is ours to give, in the modes that the group had it in before.</summary>
    public bool GiveTo(int group)
    {
        if (!IsOurs) return false;
        _ours = ReadModes();
        if (_theirs is not null) WriteModes(_theirs);
        Set(group);
        return true;
    }

    /// <summary>Takes it back from whom it was given to, and puts its modes back as they were.</summary>
    public void TakeBackFrom(int group)
    {
        if (!IsOf(group)) return;
        _theirs = ReadModes();
        Set(_own);
        if (_ours is not null) WriteModes(_ours);
    }

    public void Dispose() => _terminal?.Dispose();

    private void Set(int group)
    {
        // Who is not in the foreground would be stopped for it.
        var before = Native.SetSignal(Native.TerminalOutput, Ignored);
        Native.SetForeground(Descriptor, group);
        Native.SetSignal(Native.TerminalOutput, before);
    }

    private unsafe byte[]? ReadModes()
    {
        var modes = new byte[Native.Room];
        fixed (byte* pointer = modes) return Native.GetModes(Descriptor, pointer) == 0 ? modes : null;
    }

    private unsafe void WriteModes(byte[] modes)
    {
        // What was not changed need not wait until all is shown.
        if (ReadModes() is { } present && present.AsSpan().SequenceEqual(modes)) return;
        fixed (byte* pointer = modes) _ = Native.SetModes(Descriptor, Native.WhenWritten, pointer);
    }
}
