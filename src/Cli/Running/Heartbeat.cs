using RentABot.Cli.Api;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Running;

/// <summary>
/// Prolongs one lock for as long as a command runs. It is lost when the server says so, or at the end that it told last:
/// by the stopwatch, and counted from before the call that told it, so never later than the server ends it.
/// </summary>
internal sealed class Heartbeat(ApiClient api, HeldLock held, TimeSpan ttl, WaitLine line) : IDisposable
{
    /// <summary>Of the ttl, between two beats: two may get lost.</summary>
    private const int Beats = 3;

    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(200);
    private static readonly HashSet<string> Lost = new(["lock_lost", "invalid_lock_token", "not_locked", "resource_not_found"], StringComparer.Ordinal);

    private readonly SemaphoreSlim _look = new(0, 1);
    private volatile string? _heardEnd;
    private bool _hasSaidMaximum;

    public HeldLock Lock => held;

    /// <summary>When the lock ends unless it is prolonged again.</summary>
    public Deadline End { get; private set; } = held.End;

    /// <summary>Beats at once, since something has happened to the lock.</summary>
    /// <param name="end">Who ended it and why, where that was heard.</param>
    public void Look(string? end = null)
    {
        _heardEnd ??= end;
        lock (_look)
        {
            if (_look.CurrentCount == 0) _look.Release();
        }
    }

    public void Dispose() => _look.Dispose();

    /// <summary>Until the lock is lost.</summary>
    public async Task<LostLock> KeepAsync(CancellationToken cancellationToken)
    {
        const string notExtended = "it could not be extended before its end";
        var pause = ttl / Beats;
        var reason = notExtended;
        while (true)
        {
            // The end may be nearer than a ttl: a claim or a beat may have been answered late.
            var next = Min(pause, End.Left / Beats);
            await PauseAsync(next > LeastPause ? next : Min(LeastPause, End.Left), cancellationToken);
            if (End.IsOver) return Loss(reason);
            try
            {
                await BeatAsync(cancellationToken);
                reason = notExtended;
            }
            catch (ProblemException exception) when (Lost.Contains(exception.Code))
            {
                return Loss(_heardEnd ?? exception.Problem.Detail.TrimEnd('.'));
            }
            catch (UnreachableException)
            {
                reason = "the server did not answer before its end";
            }
            catch (CliException exception)
            {
                // An answer that says no: the lock runs to its end all the same.
                line.Warn("not_extended", $"the lock of {held.Resource.Name} was not extended, it ends in {Durations.Write(End.Left)}: {exception.Message}");
            }
        }
    }

    /// <summary>Until the next beat, or there is something to look at.</summary>
    private async Task PauseAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var next = Deadline.In(api.Time, duration);
        var hasToLook = false;
        while (!hasToLook && !next.IsOver) hasToLook = await _look.WaitAsync(Min(next.Left, Deadline.Slice), cancellationToken);
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        // The whole life of a lock has a limit, which the last beats must not ask beyond.
        var wanted = Min(ttl, held.Longest.Left);
        var seconds = (int)wanted.TotalSeconds;
        if (wanted < ttl && seconds <= End.Left.TotalSeconds + 1)
        {
            SayMaximum();
            seconds = Math.Max(1, (int)Min(wanted, End.Left).TotalSeconds);
        }

        // Should the first answer get lost, the second one tells again what the first has extended, and no more.
        var asked = api.Time.GetTimestamp();
        var answer = await api.SendUntilAsync(Locks.Extend(held.Resource.Id, new ExtendRequest(held.Token, seconds)), End, cancellationToken);
        _ = answer.Read(ApiJson.Default.Extended);
        var end = new Deadline(api.Time, asked, TimeSpan.FromSeconds(seconds));

        // The server never shortens a lock.
        if (end.Left > End.Left) End = end;
    }

    private void SayMaximum()
    {
        if (_hasSaidMaximum) return;
        _hasSaidMaximum = true;
        line.Say("at_maximum", $"the lock of {held.Resource.Name} lives no longer than {Durations.Write(TimeSpan.FromSeconds(held.Resource.MaxLockDuration))}; "
            + $"it ends in {Durations.Write(End.Left)}");
    }

    private LostLock Loss(string reason) => new(held, reason);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
