using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence;

namespace RentABot.Gateway.Tests.Webhooks;

public sealed class When_a_webhook_is_made : WebhookTest
{
    [Fact]
    public async Task Should_tell_its_secret_once_and_never_again()
    {
        using var response = await Client.PostAsync("webhooks", $$"""{"url":"https://example.com/hook","types":["LockAcquired"],"tags":"arm,usb","secret":"{{Secret}}"}""");
        var webhook = await response.JsonAsync(HttpStatusCode.Created);
        var id = webhook.Text("id");

        Assert.Equal(Secret, webhook.Text("secret"));
        Assert.Equal($"/api/v1/webhooks/{id}", response.Headers.Location?.OriginalString);
        Assert.Equal(["arm", "usb"], webhook.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        var read = await Client.ReadAsync($"webhooks/{id}").JsonAsync();
        var list = await Client.ReadAsync("webhooks").JsonAsync();
        var changed = await Client.PatchAsync($"webhooks/{id}", """{"enabled":false}""").JsonAsync();
        Assert.False(changed.GetProperty("enabled").GetBoolean());
        Assert.All([read, list, changed], answer => Assert.DoesNotContain("secret\"", answer.GetRawText(), StringComparison.Ordinal));
        Assert.DoesNotContain(Host.Logs, line => line.Contains(Secret[6..], StringComparison.Ordinal));
        Assert.Contains(Host.Logs, line => line.Contains($"anonymous has created webhook {id}", StringComparison.Ordinal));
        Assert.Equal(-1, (await SecretsAsync()).AsSpan().IndexOf("0123456789012345"u8));
    }

    [Fact]
    public async Task Should_make_a_secret_of_its_own()
    {
        var (one, another) = (await CreateAsync(), await CreateAsync());

        Assert.StartsWith("whsec_", one.Text("secret"), StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(one.Text("secret")![6..]).Length);
        Assert.NotEqual(one.Text("secret"), another.Text("secret"));
    }

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":"ftp://example.com"}""", "url")]
    [InlineData("""{"url":"/hook"}""", "url")]
    [InlineData("""{"url":"https://user:secret@example.com"}""", "url")]
    [InlineData("""{"url":"https://example.com/#here"}""", "url")]
    [InlineData("""{"url":"http://127.0.0.1:8000/"}""", "url")]
    [InlineData("""{"url":"http://0x7f.1/"}""", "url")]
    [InlineData("""{"url":"http://2130706433/"}""", "url")]
    [InlineData("""{"url":"http://0x7F000001/"}""", "url")]
    [InlineData("""{"url":"http://0177.0.0.1/"}""", "url")]
    [InlineData("""{"url":"http://127.1/"}""", "url")]
    [InlineData("""{"url":"http://127%2E0.0.1/"}""", "url")]
    [InlineData("""{"url":"http://[::1]/"}""", "url")]
    [InlineData("""{"url":"http://[::ffff:127.0.0.1]/"}""", "url")]
    [InlineData("""{"url":"http://[::ffff:a9fe:a9fe]/"}""", "url")]
    [InlineData("""{"url":"http://[64:ff9b::7f00:1]/"}""", "url")]
    [InlineData("""{"url":"http://[64:ff9b:1::7f00:1]/"}""", "url")]
    [InlineData("""{"url":"http://169.254.169.254/latest/"}""", "url")]
    [InlineData("""{"url":"https://example.com","types":["LockTaken"]}""", "types")]
    [InlineData("""{"url":"https://example.com","tags":["a b"]}""", "tags")]
    [InlineData("""{"url":"https://example.com","secret":"whsec_c2hvcnQ="}""", "secret")]
    [InlineData("""{"url":"https://example.com","secret":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}""", "secret")]
    [InlineData("""{"url":"https://example.com","extra":1}""", "extra")]
    public async Task Should_refuse_what_is_wrong(string json, string field) =>
        Assert.NotEmpty((await Client.PostAsync("webhooks", json).ProblemAsync(422, "invalid")).ErrorAt(field));

    [Fact]
    public async Task Should_give_the_same_answer_to_the_same_idempotency_key()
    {
        const string json = """{"url":"https://example.com/hook"}""";
        var first = await Client.PostAsync("webhooks", json, ("Idempotency-Key", "k")).JsonAsync(HttpStatusCode.Created);
        using var repeated = await Client.PostAsync("webhooks", json, ("Idempotency-Key", "k"));

        Assert.Equal("true", repeated.Header("Idempotency-Replayed"));
        Assert.Equal(first.GetRawText(), (await repeated.JsonAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Equal(1, (await Client.ReadAsync("webhooks").JsonAsync()).GetProperty("webhooks").GetArrayLength());
        await Client.PostAsync("webhooks", """{"url":"https://example.com/other"}""", ("Idempotency-Key", "k")).ProblemAsync(422, "idempotency_key_reused");
        Host.Clock.Now = MovableClock.Noon.AddHours(25);
        Assert.NotEqual(first.Text("id"), (await Client.PostAsync("webhooks", json, ("Idempotency-Key", "k")).JsonAsync(HttpStatusCode.Created)).Text("id"));
    }

    [Fact]
    public async Task Should_be_one_of_not_too_many()
    {
        for (var i = 0; i < 3; i++) await CreateAsync();

        await Client.PostAsync("webhooks", """{"url":"https://example.com"}""").ProblemAsync(409, "too_many_webhooks");
    }

    [Fact]
    public async Task Should_say_what_to_set_where_there_is_no_key()
    {
        await using var host = await GatewayHost.StartAsync();

        var problem = await host.Client.PostAsync("webhooks", """{"url":"https://example.com"}""").ProblemAsync(409, "webhooks_off");

        Assert.Contains("Webhooks:Keys", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0, (await host.Client.ReadAsync("webhooks").JsonAsync()).GetProperty("webhooks").GetArrayLength());
    }

    private async Task<byte[]> SecretsAsync()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<RentABotDbContext>().Webhooks.ToListAsync(Cancelled);
        return [.. rows.SelectMany(row => row.Secret)];
    }
}
