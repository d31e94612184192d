using System.Collections;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Running;

/// <summary>A command that runs with locks: they live as long as it does, and it ends when one is lost.</summary>
internal sealed class Run(Session session, WaitLine line, TimeSpan ttl, TimeSpan grace)
{
    /// <summary>Who ends by an interrupt has ended by then, as a rule.</summary>
    private static readonly TimeSpan InterruptTime = TimeSpan.FromSeconds(1);

    private const int Interrupted = ExitCodes.Signal + Child.Interrupt;

    /// <summary>1 once it was said that the command goes on after an interrupt, and what another one does.</summary>
    private int _goesOn;
    private volatile bool _isEndedByInterrupt;

    public async Task<int> RunAsync(Wanted wanted, IReadOnlyList<string> command)
    {
        // The whole time: they mean nothing to this program, and would end it.
        using var relays = new Relays(session.Interrupts);
        var granter = new Granter(session.Api, line, session.Interrupts, session.Patience);
        var grant = await granter.GetAsync(wanted, session.Token);
        line.Say("locked", $"locked {grant.Names}");
        using var locks = new LockSet(session.Api, grant, ttl, line);
        var (exitCode, lost) = (ExitCodes.Failed, (LostLock?)null);
        try
        {
            (exitCode, lost) = await RunAsync(locks, grant, command);
        }
        finally
        {
            var late = await locks.FreeAsync(session.Patience, session.Interrupts.Finish(TakeBack.Time));
            if (lost is null && late is not null) Say(lost = late);
        }

        return lost is null ? exitCode : ExitCodes.LockLost;
    }

    private async Task<(int ExitCode, LostLock? Lost)> RunAsync(LockSet locks, Grant grant, IReadOnlyList<string> command)
    {
        session.Token.ThrowIfCancellationRequested();
        using var ended = new CancellationTokenSource();
        using var child = session.Interrupts.PassTo(
            () => Child.Start(command, EnvironmentWith(grant)), (started, number) => Pass(started, number, ended.Token));
        try
        {
            if (session.Interrupts.Signal is { } earlier) Pass(child, earlier, ended.Token);
            if (await Task.WhenAny(child.Ended, locks.Lost) != locks.Lost) return (await EndOf(child), null);
            var ending = EndAsync(child, ended.Token);
            var lost = await locks.Lost;
            Say(lost);
            await ending;
            return (ExitCodes.LockLost, lost);
        }
        finally
        {
            // Whatever went wrong here: it never runs on without locks.
            await EndAsync(child, ended.Token);
            session.Interrupts.PassNoMore();
            await ended.CancelAsync();
        }
    }

    private async Task EndAsync(IChild child, CancellationToken ended)
    {
        if (child.Ended.IsCompleted) return;
        child.Stop();
        KillLater(child, ended);
        await child.Ended;
    }

    private async Task<int> EndOf(IChild child)
    {
        var exitCode = await child.Ended;
        if (child.HasTerminal && exitCode == Interrupted) session.IsInterruptedJob = true;
        return _isEndedByInterrupt && exitCode is ExitCodes.Signal + Child.Terminate or ExitCodes.Signal + Native.Killed ? Interrupted : exitCode;
    }

    /// <summary>
    /// Who is asked to end has a grace for it. An interrupt may mean something else to it, but another one asks it to end;
    /// not one within a moment, since a terminal and a parent may both pass on the same.
    /// </summary>
    private void Pass(IChild child, int number, CancellationToken ended)
    {
        if (number == Child.Interrupt && Volatile.Read(ref _goesOn) == 1)
        {
            number = Child.Terminate;
            _isEndedByInterrupt = true;
        }

        child.Signal(number);
        if (number == Child.Interrupt) TellLater(ended);
        if (number is Child.Terminate or Child.Hangup) KillLater(child, ended);
    }

    private async void TellLater(CancellationToken ended)
    {
        await Task.Delay(InterruptTime, session.Api.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.IsCancellationRequested || Interlocked.Exchange(ref _goesOn, 1) == 1) return;
        line.Say("interrupted", $"the command goes on after the interrupt: another one sends it TERM, and KILL {Durations.Write(grace)} later");
    }

    private async void KillLater(IChild child, CancellationToken ended)
    {
        await Task.Delay(grace, session.Api.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested) child.Kill();
    }

    private void Say(LostLock lost) => line.Warn(
        "lock_lost", $"the lock of {lost.Lock.Resource.Name} is lost ({lost.Reason}); whatever the command did since may have met others' work");

    private static Dictionary<string, string> EnvironmentWith(Grant grant)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            var isOthers = name.StartsWith(Grant.ResourcePrefix, StringComparison.Ordinal) || name is Grant.TokensVariable or Grant.ReservationVariable;
            if (!isOthers) environment[name] = (string?)variable.Value ?? "";
        }

        foreach (var (name, value) in grant.Variables()) environment[name] = value;
        return environment;
    }
}
