using RentABot.Browser.Sessions;
using RentABot.Browser.Support;

namespace RentABot.Browser.Queue;

[Collection(BehindKeys.Name)]
public sealed class When_a_reservation_is_somebody_elses(GuardedSite site) : GuardedTest(site)
{
    [Theory]
    [InlineData("readonly")]
    [InlineData("user")]
    public async Task Should_be_left_alone(string role)
    {
        await Site.AddAsync($"alone-{role}", $"alone-{role}");
        var id = await Site.ReserveAsync($"alone-{role}", "boss-job");
        var page = await OpenAsAsync(role, $"/reservations/{id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("boss-job");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Claim" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_ended_by_an_admin_who_is_asked_first(bool script)
    {
        var tag = $"asked-{script}";
        await Site.LockAsync(await Site.AddAsync(tag, tag), "nightly");
        var id = (await Site.SendAsAsync(
            GuardedSite.KeyOf("user"), HttpMethod.Post, "reservations", new { tags = tag, client_id = "ci-job" })).GetProperty("reservation_id").GetString();
        var page = await OpenAsAsync("admin", $"/reservations/{id}", script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.Form()).ToContainTextAsync("ci-job");
        Assert.Equal("pending", (await Site.SendAsync(HttpMethod.Get, $"reservations/{id}")).GetProperty("status").GetString());
        await page.SubmitAsync("Cancel the reservation");
        await Assertions.Expect(page.Notice()).ToContainTextAsync("cancelled");
    }
}
