using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Tests.Support;
using RentABot.Hosting.Webhooks;
using RentABot.Persistence;

namespace RentABot.Gateway.Tests.Webhooks;

public sealed class When_a_webhook_is_changed : WebhookTest
{
    [Fact]
    public async Task Should_change_what_the_patch_names()
    {
        var id = (await CreateAsync("""{"url":"https://example.com/hook","types":["LockAcquired"],"tags":["arm"]}""")).Text("id");

        var changed = await Client.PatchAsync($"webhooks/{id}", """{"types":null,"url":"https://example.org/"}""").JsonAsync();

        Assert.Equal("https://example.org/", changed.Text("url"));
        Assert.Equal(0, changed.GetProperty("types").GetArrayLength());
        Assert.Equal(1, changed.GetProperty("tags").GetArrayLength());
        Assert.NotEmpty((await Client.PatchAsync($"webhooks/{id}", """{"url":null}""").ProblemAsync(422, "invalid")).ErrorAt("url"));
    }

    [Fact]
    public async Task Should_keep_the_old_secret_for_a_day_beside_a_new_one()
    {
        var first = await CreateAsync();
        var id = Guid.Parse(first.Text("id")!);

        var changed = await Client.PatchAsync($"webhooks/{id}", """{"secret":null}""").JsonAsync();

        Assert.NotEqual(first.Text("secret"), changed.Text("secret"));
        Assert.Equal("2030-01-02T12:00:00Z", changed.Text("previous_secret_until"));
        await using var scope = Host.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<RentABotDbContext>().Webhooks.SingleAsync(Cancelled);
        var box = Host.Services.GetRequiredService<SecretBox>();
        Assert.Equal(first.Text("secret"), WebhookSecrets.Write(box.Open(row.PreviousSecret, WebhookSecrets.UseOf(id))));
        Assert.Equal(changed.Text("secret"), WebhookSecrets.Write(box.Open(row.Secret, WebhookSecrets.UseOf(id))));
    }

    [Fact]
    public async Task Should_not_change_another_state_than_the_one_that_is_meant()
    {
        var id = (await CreateAsync()).Text("id");
        using var read = await Client.ReadAsync($"webhooks/{id}");
        var tag = read.Header("ETag")!;

        await Client.PatchAsync($"webhooks/{id}", """{"enabled":false}""", ("If-Match", tag)).JsonAsync();
        await Client.PatchAsync($"webhooks/{id}", """{"enabled":true}""", ("If-Match", tag)).ProblemAsync(412, "stale_revision");

        Assert.False((await Client.ReadAsync($"webhooks/{id}").JsonAsync()).GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Should_be_gone_when_it_is_deleted()
    {
        var id = (await CreateAsync()).Text("id");
        await Client.PostAsync($"webhooks/{id}/redeliver", """{"status":"parked"}""").JsonAsync(HttpStatusCode.Accepted);

        using var deleted = await Client.RemoveAsync($"webhooks/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Client.ReadAsync($"webhooks/{id}").ProblemAsync(404, "webhook_not_found");
        await Client.RemoveAsync($"webhooks/{id}").ProblemAsync(404, "webhook_not_found");
        await Client.PatchAsync($"webhooks/{id}", "{}").ProblemAsync(404, "webhook_not_found");
    }
}
