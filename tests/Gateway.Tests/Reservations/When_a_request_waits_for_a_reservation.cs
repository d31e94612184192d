using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RentABot.Contracts;
using RentABot.Gateway.Reservations;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Reservations;

public sealed class When_a_request_waits_for_a_reservation : GatewayTest
{
    private readonly Guid _id = Guid.NewGuid();

    // So long that nothing in these tests is healed by it; those that are about healing have a host of their own.
    protected override string[] Settings => ["Gateway:WaitSweepPeriod=00:00:50", "Gateway:MaxWaits=2"];

    [Fact]
    public async Task Should_answer_as_soon_as_an_event_tells_of_a_change()
    {
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        var request = Client.ReadAsync($"reservations/{_id}?wait=60");
        await WaitsAsync(Host);
        await Host.ChangeAsync(_id, ReservationStatus.Fulfilled);
        await Host.TellFulfilledAsync(_id);
        Assert.Equal("fulfilled", (await request.JsonAsync()).Text("status"));
        Assert.Empty(Host.Services.GetRequiredService<Waiters>().ReservationIds());
    }

    [Fact]
    public async Task Should_stay_when_an_event_changes_nothing_that_it_waits_for()
    {
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        var request = Client.ReadAsync($"reservations/{_id}?wait=60");
        await WaitsAsync(Host);
        await Host.TellFulfilledAsync(_id);
        await Host.ChangeAsync(_id, ReservationStatus.Cancelled);
        await Host.TellFulfilledAsync(_id);
        Assert.Equal("cancelled", (await request.JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task Should_answer_by_the_sweep_when_an_event_is_lost()
    {
        await using var host = await GatewayHost.StartAsync("Gateway:WaitSweepPeriod=00:00:00.05");
        await host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        var request = host.Client.ReadAsync($"reservations/{_id}?wait=60");
        await WaitsAsync(host);
        await host.ChangeAsync(_id, ReservationStatus.Expired);
        Assert.Equal("expired", (await request.JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task Should_notice_by_the_sweep_that_a_row_is_gone()
    {
        await using var host = await GatewayHost.StartAsync("Gateway:WaitSweepPeriod=00:00:00.05");
        await host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        var request = host.Client.ReadAsync($"reservations/{_id}?wait=60");
        await WaitsAsync(host);
        await host.RemoveAsync(_id);
        await request.ProblemAsync(404, "reservation_not_found");
    }

    [Fact]
    public async Task Should_answer_how_it_stands_when_the_time_is_up()
    {
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        Assert.Equal("pending", (await Client.ReadAsync($"reservations/{_id}?wait=1").JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task Should_answer_how_it_stands_when_the_service_stops()
    {
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        var request = Client.ReadAsync($"reservations/{_id}?wait=60");
        await WaitsAsync(Host);
        Host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Equal("pending", (await request.JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task Should_give_up_its_place_when_the_service_stops_under_a_lock()
    {
        Host.OnCreate(_id);
        var request = Client.PostAsync("resources/lock?tag=arm&wait=60");
        await WaitsAsync(Host);
        Host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await request.ProblemAsync(503, "shutting_down");
        await Allocator.GetsAsync<CancelReservation>();
    }

    [Fact]
    public async Task Should_be_refused_when_too_many_wait()
    {
        var other = Guid.NewGuid();
        await Host.SeedAsync(db => db.Reservations.AddRange(Samples.ReservationRow(_id), Samples.ReservationRow(other, 2)));
        var waiting = new[] { Client.ReadAsync($"reservations/{_id}?wait=60"), Client.ReadAsync($"reservations/{other}?wait=60") };
        await Eventually.HoldsAsync(
            () => Host.Services.GetRequiredService<Waiters>().ReservationIds().Count == 2, TimeSpan.FromSeconds(10), "two wait");
        await Client.ReadAsync($"reservations/{_id}?wait=1").ProblemAsync(503, "too_many_waits");
        await Host.ChangeAsync(_id, ReservationStatus.Fulfilled);
        await Host.ChangeAsync(other, ReservationStatus.Fulfilled);
        await Host.TellFulfilledAsync(_id);
        await Host.TellFulfilledAsync(other);
        foreach (var request in waiting) await request.JsonAsync();
        await Client.ReadAsync($"reservations/{_id}?wait=1").JsonAsync();
    }

    [Fact]
    public async Task Should_claim_when_granted()
    {
        Host.OnClaim();
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        var request = Client.PostAsync($"reservations/{_id}/claim?wait=60");
        await WaitsAsync(Host);
        Assert.Empty(Allocator.All<ClaimReservation>());
        await Host.ChangeAsync(_id, ReservationStatus.Fulfilled);
        await Host.TellFulfilledAsync(_id);
        Assert.Single((await request.JsonAsync()).GetProperty("locks").EnumerateArray());
    }

    [Fact]
    public async Task Should_let_the_allocator_refuse_the_claim_when_the_time_is_up()
    {
        Allocator.Refuse<ClaimReservation>(409, "not_fulfilled");
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        await Client.PostAsync($"reservations/{_id}/claim?wait=1").ProblemAsync(409, "not_fulfilled");
    }

    [Theory]
    [InlineData(typeof(ReservationQueued))]
    [InlineData(typeof(ReservationFulfilled))]
    [InlineData(typeof(ReservationClaimed))]
    [InlineData(typeof(ReservationCancelled))]
    [InlineData(typeof(ReservationExpired))]
    [InlineData(typeof(ReservationReleased))]
    public async Task Should_hear_every_kind_of_event(Type kind)
    {
        using var waiter = Host.Services.GetRequiredService<Waiters>().Register(_id);
        await Host.Bus.Publish(Event(kind), kind, Cancelled);
        Assert.True(await waiter.WokenAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancelled));
    }

    private object Event(Type kind)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new ReservationQueued
        {
            EventId = Guid.NewGuid(),
            Sequence = 1,
            Revision = 1,
            OccurredAt = MovableClock.Noon,
            Actor = "tester",
            ReservationId = _id,
            Reservation = Samples.Reservation(_id),
        });
        return System.Text.Json.JsonSerializer.Deserialize(json, kind)!;
    }

    private Task WaitsAsync(GatewayHost host) => Eventually.HoldsAsync(
        () => host.Services.GetRequiredService<Waiters>().ReservationIds().Contains(_id), TimeSpan.FromSeconds(10), "the request waits");
}
