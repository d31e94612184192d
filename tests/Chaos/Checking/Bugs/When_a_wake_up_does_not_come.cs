namespace RentABot.Chaos.Checking.Bugs;

/// <summary>A resource becomes free and nobody tells the queue.</summary>
public sealed class When_a_wake_up_does_not_come
{
    [Fact]
    public async Task Should_find_the_idle_resource()
    {
        await using var trial = await Trial.StartAsync();
        var resource = await trial.RegisterAsync("board", "arm");
        (await trial.Deployment.Client().PostAsync($"resources/{resource.Id}/unavailable", new { reason = "broken" })).As<ResourceView>();
        await trial.Client("waiter").ReserveAsync("arm");

        await trial.Database.ExecuteAsync("UPDATE resources SET unavailable = false");

        var found = Assert.Single(await trial.EndAsync());
        Assert.Equal(IdlenessRule.Name, found.Rule);
    }
}
