namespace RentABot.Chaos.Checking.Bugs;

public sealed class When_the_service_works
{
    [Fact]
    public async Task Should_find_nothing()
    {
        await using var trial = await Trial.StartAsync(allocators: 2);
        var first = await trial.RegisterAsync("first", "arm");
        var second = await trial.RegisterAsync("second", "x86");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            var client = trial.Client($"client{number}");
            for (var i = 0; i < 5; i++)
            {
                if (await client.LockAsync(second) is { } granted) await client.UnlockAsync(granted);
                await client.UnlockAsync(await client.ClaimAsync(await client.ReserveAsync("arm", priority: 1 + (number % 3))));
            }
        }));
        await trial.Client("holder").LockAsync(first);
        await trial.Client("waiter").ReserveAsync("arm");

        Assert.Equal("", string.Join(Environment.NewLine, await trial.EndAsync()));
    }
}
