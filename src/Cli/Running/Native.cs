using System.Runtime.InteropServices;

namespace RentABot.Cli.Running;

/// <summary>What the C library has and .NET has not.</summary>
internal static unsafe partial class Native
{
    public const int NoSuchFile = 2;
    public const int NotPermitted = 13;
    public const int Interrupted = 4;
    public const int NoReader = 32;

    public const int SpawnSetGroup = 0x02;
    public const int SpawnSetDefaultSignals = 0x04;

    public const int Killed = 9;
    public const int TerminalInput = 21;
    public const int TerminalOutput = 22;
    public const int BrokenPipe = 13;

    public const int WaitStopped = 2;
    public const int WaitNoHang = 1;

    /// <summary>Large enough for any system's posix_spawnattr_t, sigset_t, siginfo_t and termios.</summary>
    public const int Room = 1024;

    public const int StandardInput = 0;
    public const int StandardOutput = 1;

    /// <summary>TCSADRAIN: once all that was written is shown.</summary>
    public const int WhenWritten = 1;

    private const string Library = "libc";

    /// <summary>As the kernel numbers it: the name that .NET has for it is not for Windows.</summary>
    public static readonly int TerminalStop = OperatingSystem.IsLinux() ? 20 : 18;
    public static readonly int Continue = OperatingSystem.IsLinux() ? 18 : 19;
    public static readonly int ChildChanged = OperatingSystem.IsLinux() ? 17 : 20;
    public static readonly int User1 = OperatingSystem.IsLinux() ? 10 : 30;
    public static readonly int User2 = OperatingSystem.IsLinux() ? 12 : 31;

    public static readonly int WaitIdExited = 4;
    public static readonly int WaitIdStopped = OperatingSystem.IsLinux() ? 2 : 8;
    public static readonly int WaitIdKeep = OperatingSystem.IsLinux() ? 0x01000000 : 0x20;
    public const int WaitIdProcess = 1;

    [LibraryImport(Library, EntryPoint = "posix_spawnp")]
    public static partial int Spawn(out int process, byte* file, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitSpawn(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroySpawn(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetSpawnFlags(void* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setpgroup")]
    public static partial int SetSpawnGroup(void* attributes, int group);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetSpawnDefaultSignals(void* attributes, void* signals);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    public static partial int EmptySignals(void* signals);

    [LibraryImport(Library, EntryPoint = "sigaddset")]
    public static partial int AddSignal(void* signals, int signal);

    /// <summary>0: the default, 1: ignored.</summary>
    [LibraryImport(Library, EntryPoint = "signal")]
    public static partial nint SetSignal(int signal, nint disposition);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "raise")]
    public static partial int Raise(int signal);

    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    public static partial int WaitId(int kind, int process, void* info, int options);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int process, out int status, int options);

    [LibraryImport(Library, EntryPoint = "getpgrp")]
    public static partial int GetGroup();

    [LibraryImport(Library, EntryPoint = "tcgetpgrp", SetLastError = true)]
    public static partial int GetForeground(int terminal);

    [LibraryImport(Library, EntryPoint = "tcsetpgrp", SetLastError = true)]
    public static partial int SetForeground(int terminal, int group);

    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetModes(int terminal, void* modes);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetModes(int terminal, int when, void* modes);
}
