namespace RentABot.Integration.Faults;

/// <summary>
/// Case 32. The moments between commit and reply and between commit and publish are short, so they are hit by
/// repetition: under load there is nearly always a command in one of them.
/// </summary>
public sealed class When_allocators_are_killed
{
    private const int Rounds = 5;

    [Fact]
    public async Task Should_lose_no_event_and_grant_no_second_lock()
    {
        await using var deployment = await Deployment.CreateAsync();
        await using var events = await deployment.SubscribeAsync();
        var allocators = new List<ServiceProcess> { await deployment.LaunchAsync(ServiceKind.Allocator) };
        await deployment.HostAsync(ServiceKind.Gateway, null, ("Gateway:AnswerTimeout", "00:00:05"));
        await using var load = await Load.StartAsync(deployment.Client);
        var random = new Random(32);

        for (var round = 0; round < Rounds; round++)
        {
            await load.GrantsAsync(more: random.Next(1, 60));
            var killed = allocators[0];
            allocators.RemoveAt(0);

            // Every other time another one is there to take over at once.
            if (round % 2 == 1) allocators.Add(await deployment.LaunchAsync(ServiceKind.Allocator));
            await killed.KillAsync();
            if (allocators.Count == 0) allocators.Add(await deployment.LaunchAsync(ServiceKind.Allocator));
        }

        await load.GrantsAsync(more: 20);
        await load.StopAsync();
        await deployment.Database.ShouldBalanceAsync(load);
        await events.ShouldBeCompleteAsync(deployment.Database);
    }
}
