using RentABot.Contracts;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web.Queue;

public sealed class When_the_queue_is_looked_at : GatewayTest
{
    private static DateTimeOffset Noon => MovableClock.Noon;

    private readonly Guid _first = Guid.NewGuid();
    private readonly Guid _second = Guid.NewGuid();

    [Fact]
    public async Task Should_list_those_who_wait_in_rank_order_with_why()
    {
        await SeedAsync();
        await Host.SeedAsync(db =>
        {
            db.Reservations.Single(r => r.CorrelationId == _second).Rank = Noon.AddDays(-1);
            db.Reservations.Single(r => r.CorrelationId == _first).CreatedAt = Noon.AddHours(-5);
        });
        var page = await new Visitor(Client).OpenAsync("/queue");

        var rows = page.QuerySelectorAll("section[aria-labelledby=waiting] tbody tr");
        Assert.Equal([$"waiting-{_second}", $"waiting-{_first}"], rows.Select(row => row.Id));
        Assert.Equal("1", rows[0].TextOf("[data-label=Place]"));
        Assert.Equal("2", rows[1].TextOf("[data-label=Place]"));
        Assert.Equal("2 × arm for 10 minutes", rows[1].TextOf("[data-label='Asks for']"));
        Assert.Equal("gathers 1 of 2, of 3 that suit it: 1 locked, 1 set aside, 1 out of service", rows[1].TextOf("[data-label='Why it waits']"));
        Assert.StartsWith("5 h", rows[1].TextOf("[data-label='Has waited']"), StringComparison.Ordinal);
        Assert.Equal($"/reservations/{_first}", rows[1].QuerySelector("th a")!.GetAttribute("href"));
        Markup.HasNothingInline(page);
    }

    [Fact]
    public async Task Should_say_that_nothing_suits_where_nothing_does()
    {
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_first, tags: "riscv")));
        var page = await new Visitor(Client).OpenAsync("/queue");
        Assert.Equal("nothing registered suits it", page.TextOf("[data-label='Why it waits']"));
        Assert.Equal("not known", page.TextOf("[data-label='Starts by']"));
    }

    [Fact]
    public async Task Should_show_those_who_may_claim_with_the_time_that_is_left()
    {
        await FulfilAsync();
        var page = await new Visitor(Client).OpenAsync("/queue");
        Assert.Equal("Nobody waits.", page.TextOf("section[aria-labelledby=waiting] .empty"));
        Assert.Equal("2030-01-01T12:00:40Z", page.QuerySelector($"#ready-{_first} [data-expires-at]")!.GetAttribute("data-expires-at"));
    }

    [Fact]
    public async Task Should_name_the_resources_that_are_set_aside_or_asked_for()
    {
        await FulfilAsync();
        await Host.SeedAsync(db =>
        {
            var wanting = Samples.ReservationRow(_second, 2);
            (wanting.Tags, wanting.ResourceId) = ([], 7);
            db.AddRange(wanting, Samples.ResourceRow(7, "<i>board</i>"));
        });
        var page = await new Visitor(Client).OpenAsync("/queue");
        Assert.Equal("<i>board</i> resource 8", page.TextOf($"#ready-{_first} [data-label=Resources]"));
        Assert.Equal("/resources/7", page.QuerySelectorAll($"#ready-{_first} [data-label=Resources] a").Single().GetAttribute("href"));
        Assert.Equal("<i>board</i> for 10 minutes", page.TextOf($"#waiting-{_second} [data-label='Asks for']"));
        Assert.Equal("<i>board</i> for 10 minutes", (await new Visitor(Client).OpenAsync($"/reservations/{_second}")).TextOf(".wanted"));
        Assert.Equal("<i>board</i> for 10 minutes", (await new Visitor(Client).OpenAsync($"/reservations/{_second}/cancel")).TextOf(".wanted"));
    }

    [Fact]
    public async Task Should_fold_away_those_that_ended_lately()
    {
        await Host.SeedAsync(db =>
        {
            var ended = Samples.ReservationRow(_first, status: "Cancelled");
            (ended.EndedAt, ended.Reason) = (Noon, "<b>no longer needed</b>");
            db.Reservations.Add(ended);
        });
        var page = await new Visitor(Client).OpenAsync("/queue");
        Assert.Equal("<b>no longer needed</b>", page.TextOf("#ended [data-label=Why]"));
        Assert.Equal("cancelled", page.TextOf("#ended .badge"));
        Assert.False(page.QuerySelector("#ended")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Should_page_a_long_queue()
    {
        await Host.SeedAsync(db => db.Reservations.AddRange(Enumerable.Range(1, 201).Select(i => Samples.ReservationRow(Guid.NewGuid(), i))));
        var first = await new Visitor(Client).OpenAsync("/queue");
        Assert.Equal(200, first.QuerySelectorAll("section[aria-labelledby=waiting] tbody tr").Length);
        var second = await new Visitor(Client).OpenAsync(first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal("201", second.TextOf("section[aria-labelledby=waiting] tbody tr [data-label=Place]"));
        Assert.Null(second.QuerySelector(".pager a[rel=next]"));
    }

    [Theory]
    [InlineData("readonly", 0, 0)]
    [InlineData("user", 1, 0)]
    [InlineData("admin", 1, 2)]
    public async Task Should_offer_what_the_role_allows(string role, int own, int others)
    {
        await using var host = await KeyFile.StartAsync();
        var caller = role switch { "readonly" => "looker", "user" => "ci", _ => "boss" };
        await host.SeedAsync(db => db.Reservations.AddRange(Row(1, caller), Row(2, "somebody"), Row(3, "somebody else")));
        var page = await new Visitor(host.Client, KeyFile.Of(role)).OpenAsync("/queue");
        Assert.Equal(own, page.QuerySelectorAll("form[action$=cancel]").Length);
        Assert.Equal(others, page.QuerySelectorAll("a[href*='cancel?return=']").Length);

        static Persistence.Reservations.Reservation Row(long arrival, string actor)
        {
            var row = Samples.ReservationRow(Guid.NewGuid(), arrival);
            row.Actor = actor;
            return row;
        }
    }

    [Fact]
    public async Task Should_cancel_an_own_one_by_its_form_and_come_back()
    {
        await SeedAsync();
        await Host.SeedAsync(db => db.Reservations.Single(r => r.CorrelationId == _first).Actor = "anonymous");
        Allocator.On<CancelReservation>(command => new CancelReservationResult
        {
            Reservation = Samples.Reservation(command.ReservationId, ReservationStatus.Cancelled),
        });
        var visitor = new Visitor(Client);
        var page = await visitor.OpenAsync("/queue");
        var after = await visitor.SendAsync(page.QuerySelector($"#waiting-{_first} form[action$=cancel]"));
        Assert.Equal("Queue", after.TextOf("h1"));
        Assert.Equal("The reservation was cancelled.", after.TextOf(".notice"));
        Assert.Equal(_first, Allocator.Only<CancelReservation>().ReservationId);
    }

    private Task SeedAsync() => Host.SeedAsync(db =>
    {
        db.Resources.AddRange(Samples.ResourceRow(1, "free", "arm"), Samples.ResourceRow(2, "locked", "arm"), Samples.ResourceRow(3, "broken", "arm"));
        db.Locks.Add(Samples.LockRow(2));
        var first = Samples.ReservationRow(_first, 1);
        first.Quantity = 2;
        db.Reservations.AddRange(first, Samples.ReservationRow(_second, 2, client: "ci-2"));
        db.SaveChanges();
        db.Holds.Add(new() { ResourceId = 1, ReservationId = _first });
        db.Resources.Single(r => r.Id == 3).Unavailable = true;
    });

    private Task FulfilAsync() => Host.SeedAsync(db =>
    {
        var row = Samples.ReservationRow(_first, status: "Fulfilled");
        (row.FulfilledAt, row.ClaimExpiresAt, row.ResourceIds) = (Noon, Noon.AddSeconds(40), [7, 8]);
        db.Reservations.Add(row);
    });
}
