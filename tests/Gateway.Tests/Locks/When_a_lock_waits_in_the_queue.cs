using RentABot.Contracts;
using RentABot.Gateway.Reservations;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;
using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Gateway.Tests.Locks;

public sealed class When_a_lock_waits_in_the_queue : GatewayTest
{
    private const string Request = """{"tags": "arm", "quantity": 2, "ttl": 60, "client_id": "ci-1", "details": "d", "wait": 120}""";
    private readonly Guid _id = Guid.NewGuid();

    protected override string[] Settings => ["Gateway:WaitSweepPeriod=00:00:50"];

    [Fact]
    public async Task Should_make_a_reservation_and_claim_it_when_it_is_granted()
    {
        Host.OnCreate(_id);
        Host.OnClaim();
        var request = Client.PostAsync("resources/lock", Request);
        await WaitsAsync();
        await Host.ChangeAsync(_id, ReservationStatus.Fulfilled);
        await Host.TellFulfilledAsync(_id);
        var answer = await request.JsonAsync();
        Assert.Equal(["locks"], answer.Fields());
        Assert.Equal(Samples.Token, answer.GetProperty("locks")[0].Text("lock_token"));

        var command = Allocator.Only<CreateReservation>();
        Assert.Equal(["arm"], command.Tags!);
        Assert.Equal((2, 60, "ci-1", "d", 120, null), (command.Quantity, command.Ttl, command.ClientId, command.Details, command.MaxWaitTime, command.ClaimWindow));
        Assert.Equal(_id, Allocator.Only<ClaimReservation>().ReservationId);
        Assert.Empty(Allocator.All<LockResources>());
        Assert.Empty(Allocator.All<CancelReservation>());
    }

    [Fact]
    public async Task Should_claim_at_once_what_is_granted_at_once()
    {
        Host.OnCreate(_id, ReservationStatus.Fulfilled);
        Host.OnClaim();
        await Client.PostAsync("resources/lock?name=board-1&wait=5").JsonAsync();
        Assert.Equal("board-1", Allocator.Only<CreateReservation>().Name);
        Assert.Equal(5, Allocator.Only<CreateReservation>().MaxWaitTime);
    }

    [Fact]
    public async Task Should_answer_409_when_the_wait_has_expired()
    {
        Host.OnCreate(_id, ReservationStatus.Expired);
        await Client.PostAsync("resources/lock", Request).ProblemAsync(409, "wait_timed_out");
        Assert.Empty(Allocator.All<ClaimReservation>());
    }

    [Fact]
    public async Task Should_leave_the_queue_when_nobody_says_that_the_wait_is_over()
    {
        Host.OnCreate(_id);
        await Client.PostAsync("resources/lock?id=1&wait=1").ProblemAsync(409, "wait_timed_out");
        await Allocator.GetsAsync<CancelReservation>();
        Assert.Equal(_id, Allocator.Only<CancelReservation>().ReservationId);
    }

    [Fact]
    public async Task Should_leave_the_queue_when_its_caller_hangs_up()
    {
        Host.OnCreate(_id);
        using var hangUp = new CancellationTokenSource();
        var request = Client.PostAsync(new Uri("/api/v1/resources/lock?tag=arm&wait=60", UriKind.Relative), null, hangUp.Token);
        await WaitsAsync();
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Allocator.GetsAsync<CancelReservation>();
        Assert.Equal(_id, Allocator.Only<CancelReservation>().ReservationId);
        Assert.NotNull(Allocator.Last<CancelReservation>().Id);
    }

    [Fact]
    public async Task Should_say_so_when_somebody_else_cancels_it()
    {
        Host.OnCreate(_id);
        var request = Client.PostAsync("resources/lock", Request);
        await WaitsAsync();
        await Host.ChangeAsync(_id, ReservationStatus.Cancelled, "cleaned up");
        await Host.TellFulfilledAsync(_id);
        var problem = await request.ProblemAsync(410, "reservation_cancelled");
        Assert.Contains("cleaned up", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_wait_on_when_its_grant_is_taken_away_before_the_claim()
    {
        Host.OnCreate(_id);
        var claims = 0;
        Allocator.On<ClaimReservation>(async (command, _) =>
        {
            if (++claims == 1)
            {
                await Host.ChangeAsync(_id, ReservationStatus.Pending);
                return ScriptedAllocator.Rejected(409, "not_fulfilled");
            }

            return new ClaimReservationResult { Reservation = Samples.Reservation(_id, ReservationStatus.Claimed), Locks = [Samples.Granted()] };
        });
        var request = Client.PostAsync("resources/lock", Request);
        await WaitsAsync();
        await Host.ChangeAsync(_id, ReservationStatus.Fulfilled);
        await Host.TellFulfilledAsync(_id);
        await Allocator.GetsAsync<ClaimReservation>();
        await WaitsAsync();
        await Host.ChangeAsync(_id, ReservationStatus.Fulfilled);
        await Host.TellFulfilledAsync(_id);
        await request.JsonAsync();
        Assert.Equal(2, claims);
    }

    [Fact]
    public async Task Should_call_a_lapsed_claim_window_a_wait_in_vain()
    {
        Host.OnCreate(_id, ReservationStatus.Fulfilled);
        Allocator.Refuse<ClaimReservation>(410, "reservation_expired");
        await Client.PostAsync("resources/lock", Request).ProblemAsync(409, "wait_timed_out");
    }

    [Fact]
    public async Task Should_pass_on_what_can_never_be_served()
    {
        Allocator.Refuse<CreateReservation>(422, "never_satisfiable", ("requested", 2), ("matching", 1));
        var problem = await Client.PostAsync("resources/lock", Request).ProblemAsync(422, "never_satisfiable");
        Assert.Equal(1, problem.Number("matching"));
        Assert.Empty(Allocator.All<CancelReservation>());
    }

    [Fact]
    public async Task Should_give_up_what_it_cannot_claim()
    {
        Host.OnCreate(_id, ReservationStatus.Fulfilled);
        Allocator.Refuse<ClaimReservation>(503, "database_unavailable");
        await Client.PostAsync("resources/lock", Request).ProblemAsync(503, "database_unavailable");
        await Allocator.GetsAsync<CancelReservation>();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("301")]
    public async Task Should_not_wait_for_longer_than_five_minutes(string wait)
    {
        Assert.NotEmpty((await Client.PostAsync($"resources/lock?id=1&wait={wait}").ProblemAsync(422, "invalid")).ErrorAt("wait"));
        Assert.Empty(Allocator.All<CreateReservation>());
    }

    [Fact]
    public async Task Should_keep_one_key_for_the_place_and_one_for_the_claim()
    {
        Host.OnCreate(_id, ReservationStatus.Fulfilled);
        Host.OnClaim();
        await Client.PostAsync("resources/lock", Request, ("Idempotency-Key", "k")).JsonAsync();
        var key = Allocator.Last<CreateReservation>().Header(CommandHeaders.IdempotencyKey);
        Assert.Matches("^[0-9a-f]{64}$", key);
        Assert.Equal(key + ":claim", Allocator.Last<ClaimReservation>().Header(CommandHeaders.IdempotencyKey));
    }

    [Fact]
    public async Task Should_refuse_a_second_request_with_its_key_while_it_waits()
    {
        Host.OnCreate(_id);
        Host.OnClaim();
        var first = Client.PostAsync("resources/lock", Request, ("Idempotency-Key", "k"));
        await WaitsAsync();
        await Client.PostAsync("resources/lock", Request, ("Idempotency-Key", "k")).ProblemAsync(409, "request_in_progress");
        await Host.ChangeAsync(_id, ReservationStatus.Fulfilled);
        await Host.TellFulfilledAsync(_id);
        await first.JsonAsync();
    }

    [Fact]
    public async Task Should_give_the_same_locks_again_for_the_same_key()
    {
        Host.OnCreate(_id, ReservationStatus.Claimed);
        Host.OnClaim();
        Allocator.Replays = true;
        using var response = await Client.PostAsync("resources/lock", Request, ("Idempotency-Key", "k"));
        Assert.Equal("true", response.Header("Idempotency-Replayed"));
        await response.JsonAsync();
    }

    [Fact]
    public async Task Should_start_anew_for_a_key_whose_wait_was_in_vain()
    {
        var second = Guid.NewGuid();
        await Host.SeedAsync(db => db.Reservations.AddRange(
            Samples.ReservationRow(_id, 1, "Expired"), Samples.ReservationRow(second, 2, "Fulfilled")));
        Host.OnClaim();
        string? firstKey = null;
        Allocator.Replays = true;
        Allocator.On<CreateReservation>((_, received) =>
        {
            var key = received.Header(CommandHeaders.IdempotencyKey);
            firstKey ??= key;
            return Task.FromResult<object?>(new CreateReservationResult { Reservation = Samples.Reservation(key == firstKey ? _id : second) });
        });
        await Client.PostAsync("resources/lock", Request, ("Idempotency-Key", "k")).JsonAsync();
        Assert.Equal(second, Allocator.Only<ClaimReservation>().ReservationId);
        Assert.Equal(2, Allocator.All<CreateReservation>().Count);

        // A third try walks the same way.
        await Client.PostAsync("resources/lock", Request, ("Idempotency-Key", "k")).JsonAsync();
        Assert.Equal(second, Allocator.All<ClaimReservation>()[1].ReservationId);
    }

    [Fact]
    public async Task Should_not_walk_that_way_for_ever()
    {
        Host.OnCreate(_id, ReservationStatus.Expired);
        Allocator.Replays = true;
        await Client.PostAsync("resources/lock", Request, ("Idempotency-Key", "k")).ProblemAsync(409, "wait_timed_out");
        Assert.Equal(100, Allocator.All<CreateReservation>().Count);
    }

    private Task WaitsAsync() => Eventually.HoldsAsync(
        () => Host.Services.GetRequiredService<Waiters>().ReservationIds().Contains(_id), TimeSpan.FromSeconds(10), "the request waits");
}
