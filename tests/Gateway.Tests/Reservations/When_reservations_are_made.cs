using System.Net;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Reservations;

public sealed class When_reservations_are_made(SharedGateway gateway) : SharedGatewayTest<SharedGateway>(gateway)
{
    private static readonly string[] Fields =
    [
        "reservation_id", "status", "tags", "expression", "resource_name", "quantity", "ttl", "priority", "client_id", "position_in_queue", "created_at",
        "expires_at", "fulfilled_at", "claim_expires_at", "claimed_at", "ended_at", "reason", "resource_ids",
    ];

    private readonly Guid _id = Guid.NewGuid();

    [Fact]
    public async Task Should_join_the_queue()
    {
        Allocator.On<CreateReservation>(_ => new CreateReservationResult { Reservation = Samples.Reservation(_id), PositionInQueue = 3 });
        using var response = await Client.PostAsync("reservations", """
            {"tags": ["arm"], "quantity": 2, "ttl": 600, "client_id": "ci-1", "priority": 1, "max_wait_time": 60, "claim_window": 30,
             "allow_unsatisfiable": true}
            """);
        var reservation = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(Fields, reservation.Fields());
        Assert.Equal("pending", reservation.Text("status"));
        Assert.Equal(3, reservation.Number("position_in_queue"));
        Assert.Equal($"/api/v1/reservations/{_id}", response.Headers.Location?.ToString());
        var command = Allocator.Only<CreateReservation>();
        Assert.Equal(["arm"], command.Tags!);
        Assert.Equal(
            (2, 600, "ci-1", 1, 60, 30, true),
            (command.Quantity, command.Ttl, command.ClientId, command.Priority, command.MaxWaitTime, command.ClaimWindow, command.AllowUnsatisfiable));
    }

    [Fact]
    public async Task Should_have_defaults()
    {
        Allocator.On<CreateReservation>(_ => new CreateReservationResult
        {
            Reservation = Samples.Reservation(_id, ReservationStatus.Fulfilled) with { FulfilledAt = MovableClock.Noon, ResourceIds = [4] },
        });
        var reservation = await Client.PostAsync("reservations", """{"name": "board-1"}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, reservation.GetProperty("position_in_queue").ValueKind);
        Assert.Equal("2030-01-01T12:00:00Z", reservation.Text("fulfilled_at"));
        Assert.Equal(new CreateReservation { Name = "board-1" }, Allocator.Only<CreateReservation>());
    }

    [Fact]
    public async Task Should_show_the_expression_as_it_was_written()
    {
        const string Expression = "arm  and not(usb)";
        Allocator.On<CreateReservation>(command => new CreateReservationResult
        {
            Reservation = Samples.Reservation(_id) with { Tags = [], Expression = command.Expression },
        });
        var reservation = await Client.PostAsync("reservations", $$"""{"expression": "{{Expression}}"}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(Expression, reservation.Text("expression"));
        Assert.Equal(new CreateReservation { Expression = Expression }, Allocator.Only<CreateReservation>());
    }

    [Theory]
    [InlineData("""{}""", "tags")]
    [InlineData("""{"tags": "a", "priority": 0}""", "priority")]
    [InlineData("""{"tags": "a", "priority": 11}""", "priority")]
    [InlineData("""{"tags": "a", "max_wait_time": 604801}""", "max_wait_time")]
    [InlineData("""{"tags": "a", "claim_window": 3601}""", "claim_window")]
    [InlineData("""{"id": 1}""", "id")]
    [InlineData("""{"expression": "a b"}""", "expression")]
    public async Task Should_check_it_before_it_asks(string body, string field)
    {
        Assert.NotEmpty((await Client.PostAsync("reservations", body).ProblemAsync(422, "invalid")).ErrorAt(field));
        Assert.Empty(Allocator.All<CreateReservation>());
    }

    [Fact]
    public async Task Should_be_given_up_by_delete()
    {
        Allocator.On<CancelReservation>(_ => new CancelReservationResult { Reservation = Samples.Reservation(_id, ReservationStatus.Cancelled) });
        using var response = await Client.RemoveAsync($"reservations/{_id}");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(new CancelReservation { ReservationId = _id }, Allocator.Only<CancelReservation>());
        Allocator.Refuse<CancelReservation>(410, "reservation_released");
        await Client.RemoveAsync($"reservations/{_id}").ProblemAsync(410, "reservation_released");
    }

    [Fact]
    public async Task Should_be_claimed_with_their_locks()
    {
        Host.OnClaim();
        var claimed = await Client.PostAsync($"reservations/{_id}/claim").JsonAsync();
        Assert.Equal([.. Fields, "locks"], claimed.Fields().OrderBy(f => f == "locks" ? 1 : 0));
        Assert.Equal("claimed", claimed.Text("status"));
        Assert.Equal(Samples.Token, claimed.GetProperty("locks")[0].Text("lock_token"));
        Assert.Equal(_id, Allocator.Only<ClaimReservation>().ReservationId);
    }
}
