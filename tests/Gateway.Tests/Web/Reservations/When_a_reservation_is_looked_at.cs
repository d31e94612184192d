using System.Net;
using System.Text.Json;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Audit;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web.Reservations;

public sealed class When_a_reservation_is_looked_at : GatewayTest
{
    private static DateTimeOffset Noon => MovableClock.Noon;

    private readonly Guid _id = Guid.NewGuid();

    [Fact]
    public async Task Should_say_where_it_stands_and_what_it_went_through()
    {
        await Host.SeedAsync(db =>
        {
            db.Reservations.Add(Samples.ReservationRow(_id));
            db.Resources.Add(Samples.ResourceRow(1, "board-1", "arm"));
            db.Locks.Add(Samples.LockRow(1));
        });
        await Host.AppendAsync(
            new EventSketch("ReservationQueued") { ReservationId = _id, Actor = "boss" }, new EventSketch("LockAcquired") { ResourceId = 1 },
            new EventSketch("ReservationFulfilled") { ReservationId = _id, Actor = "rentabot" });
        var page = await new Visitor(Client).OpenAsync($"/reservations/{_id}");

        Assert.Equal("Reservation of ci-1 waiting", page.TextOf("h1"));
        Assert.Contains("of 1 that suit it: 1 locked", page.TextOf(".facts-list"), StringComparison.Ordinal);
        Assert.Equal(
            ["Joined the queue by boss", "Resources set aside by rentabot"],
            page.QuerySelectorAll(".steps li").Select(step => Markup.Plain(step.TextContent)[(step.TextOf("time").Length + 1)..]));
        Markup.HasNothingInline(page);
    }

    [Fact]
    public async Task Should_name_its_resources_and_how_their_locks_ended()
    {
        await SeedAsync("Claimed", Noon, [1, 2, 3]);
        await Host.SeedAsync(db =>
        {
            db.Resources.AddRange(Samples.ResourceRow(1, "board-1"), Samples.ResourceRow(3, "board-3"));
            db.Locks.AddRange(Of(1, null), Of(2, LockEndReason.Expired));
        });
        var page = await new Visitor(Client).OpenAsync($"/reservations/{_id}");
        Assert.Equal("held by ci-1", page.TextOf("#resource-1 [data-label=Lock]"));
        Assert.Equal("expired", page.TextOf("#resource-2 [data-label=Lock]"));
        Assert.Equal("board-2 removed", page.TextOf("#resource-2 th"));
        Assert.Equal("set aside", page.TextOf("#resource-3 [data-label=Lock]"));
        Assert.Equal("/resources/3", page.QuerySelector("#resource-3 a")!.GetAttribute("href"));

        Persistence.Locks.ResourceLock Of(long resource, LockEndReason? end) => new()
        {
            Id = Guid.NewGuid(), FencingToken = resource, ResourceId = resource, ResourceName = $"board-{resource}", ClientId = "ci-1",
            ReservationId = _id, TokenKey = "k", AcquiredAt = Noon, ExpiresAt = Noon.AddHours(1), WarningAt = Noon, Warned = true,
            EndedAt = end is null ? null : Noon.AddHours(1), EndReason = end,
        };
    }

    [Fact]
    public async Task Should_claim_by_its_form_and_tell_the_tokens_once()
    {
        await SeedAsync("Fulfilled", null, [1]);
        Host.OnClaim();
        var visitor = new Visitor(Client);
        var page = await visitor.OpenAsync($"/reservations/{_id}");
        var after = await visitor.SendAsync(page.QuerySelector("form[action$=claim]"));
        Assert.Contains(Samples.Token, after.TextOf(".notice"), StringComparison.Ordinal);
        Assert.Null((await visitor.OpenAsync($"/reservations/{_id}")).QuerySelector(".notice"));
        Assert.Equal(_id, Allocator.Only<ClaimReservation>().ReservationId);
        Assert.All(Host.Logs, line => Assert.DoesNotContain(Samples.Token, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_keep_the_claimed_locks_as_the_users_own()
    {
        await SeedAsync("Fulfilled", null, [1]);
        Host.OnClaim();
        await Host.SeedAsync(db =>
        {
            db.Resources.Add(Samples.ResourceRow(1, "board-1"));
            db.Locks.Add(new()
            {
                Id = Guid.NewGuid(), FencingToken = 42, ResourceId = 1, ResourceName = "board-1", ClientId = "ci-1", TokenKey = "k",
                AcquiredAt = Noon, ExpiresAt = Noon.AddHours(1), WarningAt = Noon, Warned = true,
            });
        });
        var visitor = new Visitor(Client);
        Assert.Null((await visitor.OpenAsync("/resources/1")).QuerySelector(".badge.own"));
        await visitor.SendAsync((await visitor.OpenAsync($"/reservations/{_id}")).QuerySelector("form[action$=claim]"));
        Assert.NotNull((await visitor.OpenAsync("/resources/1")).QuerySelector(".badge.own"));
    }

    [Fact]
    public async Task Should_say_in_words_why_a_claim_is_refused()
    {
        await SeedAsync("Fulfilled", null, [1]);
        Allocator.Refuse<ClaimReservation>(410, "reservation_expired");
        var visitor = new Visitor(Client);
        var page = await visitor.OpenAsync($"/reservations/{_id}");
        using var response = await visitor.PostAsync(page.QuerySelector("form[action$=claim]"));
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains("Refused: reservation_expired.", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("cancel")]
    public async Task Should_do_nothing_for_a_form_that_is_not_its_own(string action)
    {
        await SeedAsync("Fulfilled", null, [1]);
        using var response = await new Visitor(Client).PostAsync($"/reservations/{_id}/{action}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Allocator.All<ClaimReservation>());
        Assert.Empty(Allocator.All<CancelReservation>());
    }

    [Fact]
    public async Task Should_ask_first_where_it_is_somebody_elses()
    {
        await using var host = await KeyFile.StartAsync();
        await host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        host.Allocator.On<CancelReservation>(_ => new CancelReservationResult { Reservation = Samples.Reservation(_id, ReservationStatus.Cancelled) });
        var visitor = new Visitor(host.Client, KeyFile.Of("admin"));
        var page = await visitor.OpenAsync($"/reservations/{_id}");
        var question = await visitor.OpenAsync(page.QuerySelector(".heading a[data-dialog]")!.GetAttribute("href")!);
        Assert.Equal("Cancel the reservation of ci-1", question.TextOf("h1"));
        Assert.Empty(host.Allocator.All<CancelReservation>());
        await visitor.SendAsync(question.QuerySelector(".action form"));
        host.Allocator.Only<CancelReservation>();
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    public async Task Should_lead_nowhere_else(string address)
    {
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id)));
        var page = await new Visitor(Client).OpenAsync($"/reservations/{_id}/cancel?return={Uri.EscapeDataString(address)}");
        Assert.Equal("/queue", page.QuerySelector("a[data-close]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Should_say_that_there_is_none() =>
        Assert.Contains("no reservation", (await new Visitor(Client).OpenAsync($"/reservations/{_id}", HttpStatusCode.NotFound)).TextOf("main"), StringComparison.Ordinal);

    [Fact]
    public async Task Should_show_what_others_wrote_as_text()
    {
        const string Hostile = "<script>alert(1)</script>";
        await Host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(_id, client: Hostile)));
        await Host.SeedAsync(db => db.Events.Add(new()
        {
            Sequence = 1, EventId = Guid.NewGuid(), Type = "ReservationCancelled", OccurredAt = Noon, ReservationId = _id, Actor = Hostile,
            Body = JsonSerializer.Serialize(new { reservation = new { reason = Hostile } }),
        }));
        var page = await new Visitor(Client).OpenAsync($"/reservations/{_id}");
        Assert.Contains(Hostile, page.TextOf("h1"), StringComparison.Ordinal);
        Assert.Contains($"Cancelled {Hostile} by {Hostile}", page.TextOf(".steps"), StringComparison.Ordinal);
        Markup.HasNothingInline(page);
    }

    private Task SeedAsync(string status, DateTimeOffset? claimedAt, List<long> resourceIds) => Host.SeedAsync(db =>
    {
        var row = Samples.ReservationRow(_id, status: status);
        (row.Actor, row.FulfilledAt, row.ClaimExpiresAt, row.ClaimedAt, row.ResourceIds) =
            ("anonymous", Noon, Noon.AddMinutes(1), claimedAt, resourceIds);
        db.Reservations.Add(row);
    });
}
