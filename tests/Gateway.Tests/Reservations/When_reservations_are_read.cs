using System.Text.Json;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Reservations;

public sealed class When_reservations_are_read : GatewayTest
{
    private readonly Guid _first = Guid.NewGuid();
    private readonly Guid _second = Guid.NewGuid();
    private readonly Guid _third = Guid.NewGuid();

    [Fact]
    public async Task Should_say_where_it_stands_in_the_queue()
    {
        await SeedAsync();
        Assert.Equal(1, (await Client.ReadAsync($"reservations/{_first}").JsonAsync()).Number("position_in_queue"));
        Assert.Equal(2, (await Client.ReadAsync($"reservations/{_second}").JsonAsync()).Number("position_in_queue"));
        var ended = await Client.ReadAsync($"reservations/{_third}").JsonAsync();
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("position_in_queue").ValueKind);
        Assert.Equal("cancelled", ended.Text("status"));
    }

    [Fact]
    public async Task Should_answer_404_where_there_is_none()
    {
        await Client.ReadAsync($"reservations/{_first}").ProblemAsync(404, "reservation_not_found");
        await Client.ReadAsync($"reservations/{_first}?wait=60").ProblemAsync(404, "reservation_not_found");
    }

    [Theory]
    [InlineData("", "3,2,1")]
    [InlineData("?status=cancelled", "3")]
    [InlineData("?status=claimed", "")]
    [InlineData("?client_id=ci-2", "2")]
    [InlineData("?status=pending&client_id=ci-1", "1")]
    [InlineData("?page=2&limit=2", "1")]
    public async Task Should_be_listed_newest_first(string query, string arrivals)
    {
        await SeedAsync();
        Guid[] ids = [_first, _second, _third];
        using var response = await Client.ReadAsync("reservations" + query);
        var list = await response.JsonAsync();
        Assert.Equal(["reservations", "page", "limit", "total"], list.Fields());
        Assert.Equal(
            arrivals,
            string.Join(',', list.GetProperty("reservations").EnumerateArray().Select(r => Array.IndexOf(ids, r.GetProperty("reservation_id").GetGuid()) + 1)));
        Assert.Contains("rel=\"last\"", response.Header("Link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_listed_in_rank_order_with_their_positions_where_all_wait()
    {
        await SeedAsync();
        await Host.SeedAsync(db => db.Reservations.Single(r => r.CorrelationId == _second).Rank -= TimeSpan.FromHours(1));
        var list = (await Client.ReadAsync("reservations?status=pending").JsonAsync()).GetProperty("reservations");
        Assert.Equal([_second, _first], list.EnumerateArray().Select(r => r.GetProperty("reservation_id").GetGuid()));
        Assert.Equal([1, 2], list.EnumerateArray().Select(r => r.Number("position_in_queue")));
    }

    [Fact]
    public async Task Should_say_which_resource_is_asked_for()
    {
        await SeedAsync();
        await Host.SeedAsync(db => db.Reservations.Single(r => r.CorrelationId == _first).Name = "lab.board");

        var first = await Client.ReadAsync($"reservations/{_first}").JsonAsync();
        var second = await Client.ReadAsync($"reservations/{_second}").JsonAsync();

        Assert.Equal(("lab.board", null), (first.Text("resource_name"), second.Text("resource_name")));
    }

    [Fact]
    public async Task Should_say_what_it_waits_for_and_by_when_it_is_served()
    {
        await SeedAsync();
        await Host.SeedAsync(db =>
        {
            db.Resources.AddRange(
                Samples.ResourceRow(2, "locked", "arm"), Samples.ResourceRow(3, "broken", "arm"), Samples.ResourceRow(4, "locked-and-broken", "arm"));
            db.Locks.AddRange(Samples.LockRow(2, seconds: 100), Samples.LockRow(4));
            db.Holds.Add(new() { ResourceId = 1, ReservationId = _first });
            db.Reservations.Single(r => r.CorrelationId == _first).Quantity = 2;
            db.SaveChanges();
            foreach (var broken in db.Resources.Where(r => r.Id > 2)) broken.Unavailable = true;
        });

        var first = await Client.ReadAsync($"reservations/{_first}").JsonAsync();
        var second = await Client.ReadAsync($"reservations/{_second}").JsonAsync();
        var ended = await Client.ReadAsync($"reservations/{_third}").JsonAsync();

        Assert.Equal(
            """{"gathered":1,"quantity":2,"matching":4,"free":0,"locked":2,"held":1,"unavailable":1,"locked_then_unavailable":1}""",
            first.GetProperty("waiting_for").GetRawText());
        Assert.Equal(MovableClock.Noon.AddSeconds(100), first.GetProperty("estimated_start_at").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("estimated_start_at").ValueKind);
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("waiting_for").ValueKind);
    }

    [Theory]
    [InlineData("reservations?status=waiting", "status")]
    [InlineData("reservations?limit=5000", "limit")]
    [InlineData("reservations/11111111-2222-3333-4444-555555555555?wait=61", "wait")]
    [InlineData("reservations/11111111-2222-3333-4444-555555555555?wait=soon", "wait")]
    public async Task Should_refuse_what_it_does_not_understand(string path, string field) =>
        Assert.NotEmpty((await Client.ReadAsync(path).ProblemAsync(422, "invalid")).ErrorAt(field));

    private Task SeedAsync() => Host.SeedAsync(db =>
    {
        db.Resources.Add(Samples.ResourceRow(1, "board", "arm"));
        db.Reservations.Add(Samples.ReservationRow(_first, 1));
        db.Reservations.Add(Samples.ReservationRow(_second, 2, client: "ci-2"));
        db.Reservations.Add(Samples.ReservationRow(_third, 3, "Cancelled"));
    });
}
