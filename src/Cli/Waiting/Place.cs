using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>A place in the queue, from when it is asked for until it is claimed or given up.</summary>
internal sealed class Place
{
    /// <summary>
    /// So long one long poll waits. Should the grant fall between two of them, the second hears nothing before it ends, so this
    /// is well below what a claim window usually is.
    /// </summary>
    private const int PollSeconds = 10;

    /// <summary>A server that stops answers its polls early.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    private readonly ApiClient _api;
    private readonly TimeSpan _patience;
    private readonly ApiCall? _join;
    private Wanted? _wanted;
    private string? _id;
    private ApiCall? _claim;
    private bool _isRefused;

    private Place(ApiClient api, TimeSpan patience, ApiCall? join, string? id) => (_api, _patience, _join, _id) = (api, patience, join, id);

    public static Place For(ApiClient api, TimeSpan patience, Wanted wanted) =>
        new(api, patience, ApiCall.Post("api/v1/reservations", wanted.ToReservation(), ApiJson.Default.ReservationRequest), id: null) { _wanted = wanted };

    public bool IsJoined => _id is not null;

    /// <summary>What was last heard of the reservation.</summary>
    public Reservation? Last { get; private set; }

    /// <summary>Of a reservation that was made before.</summary>
    public static Place Of(ApiClient api, TimeSpan patience, string id) => new(api, patience, join: null, id);

    public async Task<(Reservation Reservation, ApiAnswer Answer)> JoinAsync(CancellationToken cancellationToken)
    {
        var answer = await SendJoinAsync(cancellationToken);
        Last = answer.Read(ApiJson.Default.Reservation);
        _id = Last.ReservationId;
        return (Last, answer);
    }

    /// <summary>The reservation when it no longer waits.</summary>
    public async Task<(Reservation Reservation, ApiAnswer Answer)> FollowAsync(WaitLine line, TimeSpan patience, CancellationToken cancellationToken)
    {
        var wait = 0;

        // It was set aside, and then it was not: should that go on, it does so slowly.
        if (_isRefused) await Task.Delay(LeastPause, _api.Time, cancellationToken);
        while (true)
        {
            var asked = _api.Time.GetTimestamp();
            var answer = await _api.SendAsync(ApiCall.Get($"{Path}?wait={wait}", TimeSpan.FromSeconds(wait)), patience, cancellationToken);
            var reservation = answer.Read(ApiJson.Default.Reservation);
            Last = reservation;
            if (reservation.Status != ReservationStatuses.Pending) return (reservation, answer);
            line.Waits(reservation, answer.Body, _api.Time.GetUtcNow());
            if (wait > 0 && _api.Time.GetElapsedTime(asked) < LeastPause) await Task.Delay(LeastPause, _api.Time, cancellationToken);
            wait = PollSeconds;
        }
    }

    /// <summary>Claims as soon as the resources are set aside. Null: it has ended before, as <see cref="Last"/> tells.</summary>
    /// <param name="line">Hears how the wait goes on.</param>
    /// <param name="patience">How long the server may not answer, asked each time anew.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Grant?> ClaimInTurnAsync(WaitLine line, Func<TimeSpan> patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Last is not { } known || known.Status == ReservationStatuses.Pending) (known, _) = await FollowAsync(line, patience(), cancellationToken);
            if (known.Status is ReservationStatuses.Expired or ReservationStatuses.Cancelled) return null;
            try
            {
                return await ClaimAsync(patience(), cancellationToken);
            }
            catch (ProblemException exception) when (exception.Code == "not_fulfilled")
            {
                // What was set aside was taken away before the claim.
                Last = known with { Status = ReservationStatuses.Pending };
            }
        }
    }

    /// <exception cref="ProblemException">There is nothing to claim, or no longer.</exception>
    public async Task<Grant> ClaimAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _claim ??= ApiCall.Post($"{Path}/claim");
        try
        {
            return Grant.Of(await _api.SendAsync(_claim, patience, cancellationToken), _api.Time);
        }
        catch (ProblemException exception) when (!exception.Problem.IsPassing)
        {
            // Nothing came of it; the next one is another.
            (_claim, _isRefused) = (null, true);
            throw;
        }
    }

    /// <summary>Leaves the queue, and frees what was granted though its answer never came.</summary>
    public async Task GiveUpAsync(CancellationToken cancellationToken)
    {
        if (_id is null)
        {
            if (_join is not { Sent: true }) return;

            // Sent again, it tells which reservation it has made.
            await JoinAsync(cancellationToken);
        }

        try
        {
            await _api.SendAsync(ApiCall.Delete(Path), _patience, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Code == "already_claimed" && _claim is { Sent: true })
        {
            await FreeClaimAsync(cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Status is 404 or 410)
        {
            // It has ended already.
        }
    }

    /// <summary>Frees what a claim was granted though its answer never came; sent again, it tells the tokens.</summary>
    public async Task FreeClaimAsync(CancellationToken cancellationToken)
    {
        if (_claim is not { Sent: true }) return;
        var grant = await ClaimAsync(_patience, cancellationToken);
        await Locks.FreeAsync(_api, grant.Tokens, _patience, cancellationToken);
    }

    private async Task<ApiAnswer> SendJoinAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _api.SendAsync(_join!, _patience, cancellationToken);
        }
        catch (ProblemException refusal) when (Unmatched.IsPossible(refusal))
        {
            throw await Unmatched.TellAsync(refusal, _api, _wanted!, _patience, cancellationToken);
        }
    }

    private string Path => $"api/v1/reservations/{_id}";
}
