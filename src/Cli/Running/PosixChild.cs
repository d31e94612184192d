using System.Runtime.InteropServices;

namespace RentABot.Cli.Running;

/// <summary>
/// A command in a process group of its own: signals reach all that it has started, and all of it can be ended. On a terminal
/// it gets the keyboard, and is stopped and continued as the jobs of a shell are.
/// </summary>
internal sealed class PosixChild : IChild
{
    private const nint Default = 0;
    private const int NoSignal = 0;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ControllingTerminal _terminal;
    private readonly int _process;
    private readonly ManualResetEventSlim _endsWhole = new();
    private PosixSignalRegistration? _stops;
    private bool _isAsked;
    private bool _hasEnded;

    private PosixChild(Func<int> spawn)
    {
        _terminal = ControllingTerminal.Open();
        lock (_gate)
        {
            // Before it starts: it may be seen to run, and be stopped, at once.
            if (_terminal.Exists) _stops = PassStopsOn();
            try
            {
                _process = spawn();
            }
            catch
            {
                _hasEnded = true;
                Dispose();
                throw;
            }
        }

        HasTerminal = ControllingTerminal.IsAtBothEnds && _terminal.GiveTo(_process);
        new Thread(Attend) { IsBackground = true, Name = "child" }.Start();
    }

    public Task<int> Ended => _ended.Task;

    public static PosixChild Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment) =>
        new(() => Spawn(command, environment));

    private static unsafe int Spawn(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        // Who ignores this never learns what became of a child, and may have been told to by whoever started this program.
        Native.SetSignal(Native.ChildChanged, Default);
        var attributes = stackalloc byte[Native.Room];
        var signals = stackalloc byte[Native.Room];
        Check(Native.InitSpawn(attributes));
        try
        {
            Check(Native.EmptySignals(signals));

            // .NET ignores it, and what is ignored would be inherited.
            Check(Native.AddSignal(signals, Native.BrokenPipe));
            Check(Native.SetSpawnFlags(attributes, Native.SpawnSetGroup | Native.SpawnSetDefaultSignals));
            Check(Native.SetSpawnGroup(attributes, 0));
            Check(Native.SetSpawnDefaultSignals(attributes, signals));
            using var file = new NativeTexts([command[0]]);
            using var arguments = new NativeTexts(command);
            using var variables = new NativeTexts(environment.Select(variable => $"{variable.Key}={variable.Value}"));
            var error = Native.Spawn(out var process, file.First, null, attributes, arguments.Pointer, variables.Pointer);
            return error switch
            {
                0 => process,
                Native.NoSuchFile => throw Child.NotFound(command[0]),
                _ => throw Child.NotRun(command[0], Marshal.GetPInvokeErrorMessage(error)),
            };
        }
        finally
        {
            _ = Native.DestroySpawn(attributes);
        }
    }

    public bool HasTerminal { get; private set; }

    public void Signal(int number)
    {
        // Not after its end was seen: the number of its group may be another's then.
        lock (_gate)
        {
            if (_hasEnded) return;
            Native.Kill(-_process, number);
            if (number is not (Child.Terminate or Child.Hangup)) return;

            // Who is stopped would not hear of it.
            Native.Kill(-_process, Native.Continue);
            _isAsked = true;
        }
    }

    public void Stop()
    {
        _endsWhole.Set();
        Signal(Child.Terminate);
    }

    public void Kill()
    {
        _endsWhole.Set();
        Signal(Native.Killed);
    }

    public void Dispose()
    {
        _stops?.Dispose();
        _terminal.Dispose();
        _endsWhole.Dispose();
    }

    /// <summary>Ctrl-Z reaches this program alone where the keyboard is not the command's, which would run on.</summary>
    private PosixSignalRegistration PassStopsOn() => PosixSignalRegistration.Create((PosixSignal)Native.TerminalStop, context =>
    {
        context.Cancel = true;
        Signal(Native.TerminalStop);
    });

    private static void Check(int error)
    {
        if (error != 0) throw new InvalidOperationException(Marshal.GetPInvokeErrorMessage(error));
    }

    private void Attend()
    {
        while (true)
        {
            var status = WaitForChange();
            if (IsStop(status))
            {
                IsStopped((status >> 8) & 0xff);
                continue;
            }

            _terminal.TakeBackFrom(_process);
            AttendRest();
            _ended.SetResult((status & 0x7f) == 0 ? (status >> 8) & 0xff : ExitCodes.Signal + (status & 0x7f));
            return;
        }
    }

    /// <summary>What became of it, as waitpid says it. Its number stays its own until that is known here.</summary>
    private unsafe int WaitForChange()
    {
        var info = stackalloc byte[Native.Room];
        while (true)
        {
            while (Native.WaitId(Native.WaitIdProcess, _process, info, Native.WaitIdExited | Native.WaitIdStopped | Native.WaitIdKeep) != 0)
            {
                if (Marshal.GetLastPInvokeError() != Native.Interrupted) throw new InvalidOperationException("The command's end cannot be waited for.");
            }

            lock (_gate)
            {
                // It may have been continued since, or have ended: only this status tells.
                if (Native.WaitPid(_process, out var status, Native.WaitStopped | Native.WaitNoHang) != _process) continue;
                _hasEnded = !IsStop(status) && IsOver();
                return status;
            }
        }
    }

    private static bool IsStop(int status) => (status & 0xff) == 0x7f;

    /// <summary>Who was asked to end takes all that it has started along: in its own time, until that is ended as well.</summary>
    private void AttendRest()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_hasEnded || (_hasEnded = IsOver())) return;
            }

            _endsWhole.Wait(Look);
        }
    }

    /// <summary>Once the command has ended: whether nothing of its group is left that is to be waited for.</summary>
    private bool IsOver()
    {
        // While one process of the group is left, no other group has its number; and numbers come round late.
        if (!_endsWhole.IsSet) return !_isAsked || Native.Kill(-_process, NoSignal) != 0;
        Native.Kill(-_process, Native.Killed);
        return true;
    }

    private void IsStopped(int signal)
    {
        var wantsTerminal = signal is Native.TerminalInput or Native.TerminalOutput;
        if (wantsTerminal && (_terminal.IsOf(_process) || _terminal.IsOurs))
        {
            // It was faster than the keyboard was given to it, or asks for it though it is in a pipe.
            HasTerminal |= _terminal.GiveTo(_process);
            Native.Kill(-_process, Native.Continue);
            return;
        }

        // Somebody has stopped it who will continue it.
        if (!_terminal.Exists) return;

        // This program stops as well, so that the shell which started it has the terminal back and can continue it.
        _terminal.TakeBackFrom(_process);
        _stops?.Dispose();
        _ = Native.Raise(Native.TerminalStop);

        // Here it goes on, in the foreground or not; at once, where no shell is there for that.
        _stops = PassStopsOn();
        if (HasTerminal || ControllingTerminal.IsAtBothEnds) HasTerminal |= _terminal.GiveTo(_process);
        Native.Kill(-_process, Native.Continue);
    }

    /// <summary>Texts as C has them, null at the end.</summary>
    private sealed unsafe class NativeTexts : IDisposable
    {
        private readonly nint[] _texts;
        private readonly byte** _pointer;

        public NativeTexts(IEnumerable<string> texts)
        {
            _texts = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];
            _pointer = (byte**)NativeMemory.AllocZeroed((nuint)_texts.Length + 1, (nuint)sizeof(byte*));
            for (var i = 0; i < _texts.Length; i++) _pointer[i] = (byte*)_texts[i];
        }

        public byte** Pointer => _pointer;

        public byte* First => _pointer[0];

        public void Dispose()
        {
            foreach (var text in _texts) Marshal.FreeCoTaskMem(text);
            NativeMemory.Free(_pointer);
        }
    }
}
