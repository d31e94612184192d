using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>
/// Gets locks: at once, or by standing in the queue. Whatever ends it before, nothing stays behind: what was asked for is
/// taken back, and what was granted without being heard of is freed.
/// </summary>
internal sealed class Granter(ApiClient api, WaitLine line, Interrupts interrupts, TimeSpan patience)
{
    private readonly TakeBack _takeBack = new(line, interrupts);

    public Task<Grant> GetAsync(Wanted wanted, CancellationToken cancellationToken) =>
        wanted.Wait == TimeSpan.Zero ? LockAsync(wanted, cancellationToken) : QueueAsync(wanted, cancellationToken);

    private async Task<Grant> LockAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var call = Locks.Lock(wanted.ToLock());
        try
        {
            return Grant.Of(await api.SendAsync(call, patience, cancellationToken), api.Time);
        }
        catch (ProblemException refusal) when (Unmatched.IsPossible(refusal))
        {
            throw await Unmatched.TellAsync(refusal, api, wanted, patience, cancellationToken);
        }
        catch (Exception exception) when (TakeBack.IsUnsettled(exception) && call.Sent)
        {
            await _takeBack.DoAsync(async token =>
            {
                var grant = Grant.Of(await api.SendAsync(call, TakeBack.Time, token), api.Time);
                await Locks.FreeAsync(api, grant.Tokens, TakeBack.Time, token);
            });
            throw;
        }
    }

    private Task<Grant> QueueAsync(Wanted wanted, CancellationToken cancellationToken) => line.WhileAsync($"waiting for {wanted}", async () =>
    {
        var until = Deadline.In(api.Time, wanted.Wait);
        while (true)
        {
            var left = until.Left < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : until.Left;
            if (await QueueOnceAsync(wanted with { Wait = left }, until, cancellationToken) is { } grant) return grant;
            if (until.IsOver) throw NotGranted(wanted);
            line.Say("queued_again", "the place in the queue was lost while the server could not be asked; standing in the queue anew");
        }
    });

    /// <summary>Null: the place was lost without anybody's fault.</summary>
    private async Task<Grant?> QueueOnceAsync(Wanted wanted, Deadline until, CancellationToken cancellationToken)
    {
        var place = Place.For(api, patience, wanted);
        try
        {
            var (reservation, joined) = await place.JoinAsync(cancellationToken);
            if (reservation.Status == ReservationStatuses.Pending) line.Joined(reservation, joined.Body);
            if (await place.ClaimInTurnAsync(line, () => until.Left + patience, cancellationToken) is { } grant) return grant;
        }
        catch (ProblemException exception) when (exception.Code is "reservation_expired" or "reservation_not_found")
        {
            return null;
        }
        catch (Exception exception) when (place.IsJoined || TakeBack.IsUnsettled(exception))
        {
            await _takeBack.DoAsync(place.GiveUpAsync);
            throw;
        }

        return place.Last switch
        {
            { Status: ReservationStatuses.Cancelled } cancelled => throw Cancelled(cancelled),
            { FulfilledAt: null } => throw NotGranted(wanted),
            _ => null,
        };
    }

    private static CliException NotGranted(Wanted wanted) => new(
        ExitCodes.NotGranted, "wait_timed_out",
        $"Nothing was granted within {Durations.Write(wanted.Wait)} for {wanted}, and nothing is held – wait longer by --wait, or try later");

    private static CliException Cancelled(Reservation reservation) => new(
        ExitCodes.Conflict, "reservation_cancelled",
        $"Reservation {reservation.ReservationId} was cancelled: {reservation.Reason} – ask anew, or ask who did");
}
