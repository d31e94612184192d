using System.Text.Json;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Gateway.Web.History;
using RentABot.Hosting;

namespace RentABot.Gateway.Tests.Web.History;

public sealed class When_stretches_are_told_from_events
{
    private static readonly DateTimeOffset Now = MovableClock.Noon;

    [Fact]
    public void Should_tell_each_lock_that_has_ended()
    {
        var stretches = Of(
            Mark(nameof(LockAcquired), -50, "ci-1"), Mark(nameof(LockReleased), -40, "ci-1"),
            Mark(nameof(LockAcquired), -30, "ci-2"), Mark(nameof(LockExpired), -10, "ci-2"));
        Assert.Equal([Ended(StretchKind.Locked, -50, -40, "ci-1"), Ended(StretchKind.Locked, -30, -10, "ci-2")], stretches);
    }

    [Fact]
    public void Should_leave_the_beginning_open_where_it_is_not_known()
    {
        var stretches = Of(Mark(nameof(LockExpired), -40, "ci-1"), Mark(nameof(ResourceMarkedAvailable), -30));
        Assert.Equal([Ended(StretchKind.Locked, null, -40, "ci-1"), Ended(StretchKind.Maintenance, null, -30, "")], stretches);
    }

    [Fact]
    public void Should_draw_a_running_lock_to_its_latest_end()
    {
        var stretch = Assert.Single(Stretches.Of([Mark(nameof(LockAcquired), 0, "ci-1")], Samples.Locked(), null, Now));
        Assert.Equal(new Stretch(StretchKind.Locked, Now, Now.AddSeconds(60), "ci-1") { Runs = true }, stretch);
    }

    [Fact]
    public void Should_let_a_lock_run_on_that_is_due_and_has_not_ended() =>
        Assert.Equal(Now.AddMinutes(9), Assert.Single(Stretches.Of([], Samples.Locked(), null, Now.AddMinutes(9))).To);

    [Fact]
    public void Should_tell_once_what_ended_between_the_two_reads()
    {
        var marks = new[] { Mark(nameof(LockAcquired), 0, "ci-1"), Mark(nameof(LockReleased), 1, "ci-1") };
        Assert.Equal([Ended(StretchKind.Locked, 0, 1, "ci-1")], Stretches.Of(marks, Samples.Locked(), null, Now.AddMinutes(2)));
    }

    [Fact]
    public void Should_tell_of_a_maintenance_from_its_beginning_though_it_was_said_again()
    {
        var stretches = Of(
            Mark(nameof(ResourceMarkedUnavailable), -50, body: OutOfService(-50, "rewiring")),
            Mark(nameof(ResourceMarkedUnavailable), -40, body: OutOfService(-50, "still rewiring")),
            Mark(nameof(ResourceMarkedAvailable), -30));
        Assert.Equal([Ended(StretchKind.Maintenance, -50, -30, "still rewiring")], stretches);
    }

    [Fact]
    public void Should_take_the_beginning_from_the_event_where_it_was_before_the_window()
    {
        var stretches = Of(
            Mark(nameof(ResourceMarkedUnavailable), -40, body: OutOfService(-9000, "said again")), Mark(nameof(ResourceMarkedAvailable), -30));
        Assert.Equal([Ended(StretchKind.Maintenance, -9000, -30, "said again")], stretches);
    }

    [Fact]
    public void Should_not_begin_after_the_event_that_tells_of_it()
    {
        var stretches = Of(Mark(nameof(ResourceMarkedUnavailable), -40, body: OutOfService(-10, "rewiring")), Mark(nameof(ResourceMarkedAvailable), -30));
        Assert.Equal([Ended(StretchKind.Maintenance, -40, -30, "rewiring")], stretches);
    }

    [Fact]
    public void Should_tell_of_a_maintenance_that_runs_beside_the_lock_that_goes_on()
    {
        var state = Samples.Locked() with { Unavailable = true, UnavailableReason = "rewiring", UnavailableSince = Now.AddMinutes(-5) };
        var stretches = Stretches.Of([], state, null, Now);
        Assert.Equal(new Stretch(StretchKind.Maintenance, Now.AddMinutes(-5), null, "rewiring") { Runs = true }, stretches[0]);
        Assert.Equal(StretchKind.Locked, stretches[1].Kind);
    }

    [Fact]
    public void Should_tell_of_a_planned_maintenance()
    {
        var state = Samples.Resource() with { UnavailableFrom = Now.AddHours(1), UnavailableUntil = Now.AddHours(2), UnavailableReason = "rewiring" };
        Assert.Equal(
            [new Stretch(StretchKind.Planned, Now.AddHours(1), Now.AddHours(2), "rewiring")], Stretches.Of([], state, null, Now));
    }

    [Fact]
    public void Should_hold_for_a_fulfilled_reservation_until_its_claim_ends()
    {
        var holder = Samples.Reservation(Guid.NewGuid(), ReservationStatus.Fulfilled) with
        {
            FulfilledAt = Now.AddSeconds(-10), ClaimExpiresAt = Now.AddSeconds(50),
        };
        Assert.Equal(
            [new Stretch(StretchKind.Held, Now.AddSeconds(-10), Now.AddSeconds(50), "ci-1") { Runs = true }],
            Stretches.Of([], Samples.Resource(), holder, Now));
    }

    [Fact]
    public void Should_hold_for_a_gathering_reservation_until_it_waits_no_longer() =>
        Assert.Equal(
            [new Stretch(StretchKind.Held, Now, Now.AddHours(1), "ci-1") { Runs = true }],
            Stretches.Of([], Samples.Resource(), Samples.Reservation(Guid.NewGuid()), Now));

    private static IReadOnlyList<Stretch> Of(params HistoryMark[] marks) => Stretches.Of(marks, Samples.Resource(), null, Now);

    private static HistoryMark Mark(string type, int minutes, string? client = null, string? body = null) =>
        new(1, type, Now.AddMinutes(minutes), client, body);

    private static Stretch Ended(StretchKind kind, int? from, int to, string subject) =>
        new(kind, from is { } minutes ? Now.AddMinutes(minutes) : null, Now.AddMinutes(to), subject);

    private static string OutOfService(int since, string reason) => JsonSerializer.Serialize(
        new { Resource = Samples.Resource() with { Unavailable = true, UnavailableReason = reason, UnavailableSince = Now.AddMinutes(since) } },
        WireJson.Options);
}
