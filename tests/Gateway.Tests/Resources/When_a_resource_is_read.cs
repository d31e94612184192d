using System.Net;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence.Locks;

namespace RentABot.Gateway.Tests.Resources;

public sealed class When_a_resource_is_read : GatewayTest
{
    private static readonly Guid Waiter = Guid.Parse("11111111-2222-3333-4444-5555deadbeef");

    [Fact]
    public async Task Should_have_all_fields()
    {
        await Host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(1, "bœrd+1", "arm")));
        using var response = await Client.ReadAsync("resources/1");
        var resource = await response.JsonAsync();
        Assert.Equal(
            [
                "id", "name", "description", "endpoint", "tags", "max_lock_duration", "status", "locked", "lock_client_id",
                "lock_details", "lock_acquired_at", "lock_expires_at", "lock_expiring", "lock_expires_in", "fencing_token",
                "reservation_id", "unavailable", "unavailable_reason", "unavailable_since", "unavailable_from",
                "unavailable_until", "created_at", "updated_at",
            ],
            resource.Fields());
        Assert.Equal("available", resource.Text("status"));
        Assert.Equal("bœrd+1", resource.Text("name"));
        Assert.Null(resource.Text("lock_expires_at"));
        Assert.Equal("2030-01-01T12:00:00Z", resource.Text("created_at"));
        Assert.Contains("bœrd+1", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_tell_of_its_lock_by_the_databases_clock()
    {
        await Host.SeedAsync(db =>
        {
            db.Resources.Add(Samples.ResourceRow(1, "board", "arm"));
            db.Locks.Add(Samples.LockRow(1, seconds: 3600));
        });
        var resource = await Client.ReadAsync("resources/1").JsonAsync();
        Assert.Equal("locked", resource.Text("status"));
        Assert.Equal("ci-1", resource.Text("lock_client_id"));
        Assert.Equal("2030-01-01T13:00:00Z", resource.Text("lock_expires_at"));
        Assert.InRange(resource.Number("lock_expires_in"), 3550, 3600);
        Assert.Equal(1001, resource.Number("fencing_token"));
        Assert.False(resource.GetProperty("lock_expiring").GetBoolean());
    }

    [Fact]
    public async Task Should_say_that_a_lock_is_expiring_and_never_less_than_nothing()
    {
        await Host.SeedAsync(db =>
        {
            db.Resources.Add(Samples.ResourceRow(1, "board", "arm"));
            db.Locks.Add(Samples.LockRow(1, seconds: -1));
        });
        var resource = await Client.ReadAsync("resources/1").JsonAsync();
        Assert.True(resource.GetProperty("lock_expiring").GetBoolean());
        Assert.Equal(0, resource.Number("lock_expires_in"));
    }

    [Fact]
    public async Task Should_answer_404_where_there_is_none() =>
        await Client.ReadAsync("resources/99").ProblemAsync(404, "resource_not_found");

    [Fact]
    public async Task Should_have_an_etag_of_all_that_shows()
    {
        await Host.SeedAsync(db =>
        {
            db.Resources.Add(Samples.ResourceRow(1, "free"));
            db.Resources.Add(Samples.ResourceRow(2, "held"));
            db.Resources.Add(Samples.ResourceRow(3, "expiring"));
            db.Reservations.Add(Samples.ReservationRow(Waiter));
            db.Holds.Add(new Hold { ResourceId = 2, ReservationId = Waiter });
            db.Locks.Add(Samples.LockRow(3, seconds: 200));
        });
        Assert.Equal("\"7\"", await TagAsync(1));
        Assert.Equal("\"7.hdeadbeef\"", await TagAsync(2));
        Assert.Equal("\"7.x\"", await TagAsync(3));
    }

    [Theory]
    [InlineData("\"7\"", HttpStatusCode.NotModified)]
    [InlineData("W/\"7\"", HttpStatusCode.NotModified)]
    [InlineData("\"5\", \"7\"", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"6\"", HttpStatusCode.OK)]
    [InlineData("7", HttpStatusCode.OK)]
    public async Task Should_answer_304_to_who_has_it(string known, HttpStatusCode status)
    {
        await Host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(1, "board")));
        using var response = await Client.ReadAsync("resources/1", ("If-None-Match", known));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("\"7\"", response.Header("ETag"));
    }

    private async Task<string?> TagAsync(long id)
    {
        using var response = await Client.ReadAsync($"resources/{id}");
        return response.Header("ETag");
    }
}
