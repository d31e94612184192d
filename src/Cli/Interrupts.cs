using System.Runtime.InteropServices;

namespace RentABot.Cli;

/// <summary>
/// The signals that ask the program to end. They end a wait in an orderly way; while a command runs they are that command's.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Ending =
        [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    private readonly Lock _gate = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly List<CancellationTokenSource> _sources = [];
    private CancellationTokenSource _next = new();
    private CancellationTokenSource? _afterNext;
    private Action<int>? _receiver;

    public Interrupts()
    {
        _sources.Add(_next);
        Token = _next.Token;
        foreach (var (signal, number) in Ending) _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Take(number);
        }));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token { get; }

    /// <summary>The first signal that was this program's own.</summary>
    public int? Signal { get; private set; }

    /// <summary>A token that the next signal from now on cancels.</summary>
    public CancellationToken Next()
    {
        lock (_gate)
        {
            _sources.Add(_next = new CancellationTokenSource());
            _afterNext = null;
            return _next.Token;
        }
    }

    /// <summary>
    /// Starts who receives the signals from now on, until <see cref="PassNoMore"/>: those that come while it starts wait for
    /// it, since whoever sends them may know of it already.
    /// </summary>
    public T PassTo<T>(Func<T> start, Action<T, int> receive)
    {
        lock (_gate)
        {
            var receiver = start();
            _receiver = number => receive(receiver, number);
            return receiver;
        }
    }

    public void PassNoMore()
    {
        lock (_gate) _receiver = null;
    }

    /// <summary>
    /// A token for what should be finished all the same: the next signal leaves it some time, the one after that cancels it.
    /// </summary>
    public CancellationToken Finish(TimeSpan time)
    {
        lock (_gate)
        {
            _sources.Add(_next = new CancellationTokenSource());
            _sources.Add(_afterNext = new CancellationTokenSource());
            var last = _afterNext;
            _next.Token.Register(() => last.CancelAfter(time));
            return last.Token;
        }
    }

    /// <summary>Passes signals on, while there is who receives them, that mean nothing to this program itself.</summary>
    public IDisposable Relay(int number) =>
        PosixSignalRegistration.Create((PosixSignal)number, context =>
        {
            context.Cancel = true;
            lock (_gate) _receiver?.Invoke(number);
        });

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        foreach (var source in _sources) source.Dispose();
    }

    /// <summary>A signal has come.</summary>
    public void Take(int number)
    {
        CancellationTokenSource next;
        lock (_gate)
        {
            if (_receiver is { } receiver)
            {
                receiver(number);
                return;
            }

            Signal ??= number;
            next = _next;
            if (_afterNext is not null) (_next, _afterNext) = (_afterNext, null);
        }

        // Not on the gate: what is cancelled may ask for the next token.
        next.Cancel();
    }
}
