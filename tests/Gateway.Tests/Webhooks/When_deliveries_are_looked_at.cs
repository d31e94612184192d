using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence;
using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Tests.Webhooks;

public sealed class When_deliveries_are_looked_at : WebhookTest
{
    [Fact]
    public async Task Should_be_listed_page_by_page_the_newest_first()
    {
        var id = Guid.Parse((await CreateAsync()).Text("id")!);
        await Host.SeedAsync(db => db.AddRange(
            Delivery(id, 1, WebhookDeliveryStatus.Delivered), Delivery(id, 2, WebhookDeliveryStatus.Parked),
            Delivery(id, 3, WebhookDeliveryStatus.Pending), Delivery(Guid.NewGuid(), 4, WebhookDeliveryStatus.Pending)));

        var all = await Client.ReadAsync($"webhooks/{id}/deliveries?limit=2").JsonAsync();
        var parked = await Client.ReadAsync($"webhooks/{id}/deliveries?status=parked").JsonAsync();
        var webhook = await Client.ReadAsync($"webhooks/{id}").JsonAsync();

        Assert.Equal(3, all.Number("total"));
        Assert.Equal([3L, 2L], all.GetProperty("deliveries").EnumerateArray().Select(delivery => delivery.Number("sequence")));
        var one = Assert.Single(parked.GetProperty("deliveries").EnumerateArray());
        Assert.Equal(("parked", "http_500", 500L), (one.Text("status"), one.Text("last_error"), one.Number("last_status")));
        Assert.Equal((1L, 1L), (webhook.Number("pending"), webhook.Number("parked")));
        await Client.ReadAsync($"webhooks/{id}/deliveries?status=lost").ProblemAsync(422, "invalid");
        await Client.ReadAsync($"webhooks/{Guid.NewGuid()}/deliveries").ProblemAsync(404, "webhook_not_found");
    }

    [Fact]
    public async Task Should_write_down_once_which_are_wanted_again()
    {
        var id = (await CreateAsync()).Text("id");
        var (one, json) = (Guid.NewGuid(), "");
        json = $$"""{"delivery_ids":["{{one}}"]}""";

        await Client.PostAsync($"webhooks/{id}/redeliver", json, ("Idempotency-Key", "k")).JsonAsync(HttpStatusCode.Accepted);
        await Client.PostAsync($"webhooks/{id}/redeliver", json, ("Idempotency-Key", "k")).JsonAsync(HttpStatusCode.Accepted);
        await Client.PostAsync($"webhooks/{id}/redeliver", """{"since":"2030-01-01T00:00:00Z"}""").JsonAsync(HttpStatusCode.Accepted);

        await using var scope = Host.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<RentABotDbContext>().WebhookRedeliveries.OrderBy(r => r.Number).ToListAsync(Cancelled);
        Assert.Equal([1, 2], rows.Select(row => row.Number));
        Assert.Equal([one], rows[0].EventIds);
        Assert.Equal(MovableClock.Noon.AddHours(-12), rows[1].Since);
    }

    [Theory]
    [InlineData("""{}""", "body")]
    [InlineData("""{"status":"parked","since":"2030-01-01T00:00:00Z"}""", "body")]
    [InlineData("""{"status":"pending"}""", "status")]
    [InlineData("""{"delivery_ids":[]}""", "delivery_ids")]
    [InlineData("""{"delivery_ids":["1"]}""", "delivery_ids")]
    public async Task Should_refuse_a_wish_that_is_not_clear(string json, string field)
    {
        var id = (await CreateAsync()).Text("id");

        Assert.NotEmpty((await Client.PostAsync($"webhooks/{id}/redeliver", json).ProblemAsync(422, "invalid")).ErrorAt(field));
    }
}
