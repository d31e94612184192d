namespace RentABot.Integration.Operations;

public sealed class When_a_process_is_told_to_stop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Should_answer_what_is_in_flight_and_end_in_good_order()
    {
        await using var deployment = await Deployment.CreateAsync();
        var allocator = await deployment.LaunchAsync(ServiceKind.Allocator);
        var processes = await Task.WhenAll(deployment.LaunchAsync(ServiceKind.Gateway), deployment.LaunchAsync(ServiceKind.Scheduler));
        var (gateway, scheduler) = (processes[0], processes[1]);
        var client = deployment.Client(gateway);
        var resources = new List<ResourceView>();
        for (var i = 0; i < 40; i++) resources.Add(await client.RegisterAsync($"board-{i}"));

        // The allocator's commands at work are decided and answered; what still waits in its queue is not lost.
        var decided = resources.Take(20).Select(resource => client.TryLockAsync(resource.Id)).ToList();
        await Task.WhenAny(decided);
        await StopsAsync(allocator);
        var successor = await deployment.LaunchAsync(ServiceKind.Allocator);
        Assert.All(await Task.WhenAll(decided), answer => Assert.True(answer.Succeeded, answer.Raw));

        await StopsAsync(scheduler);

        var answered = resources.Skip(20).Select(resource => client.TryLockAsync(resource.Id)).ToList();
        var waiting = client.PostAsync("resources/lock", new { name = resources[0].Name, client_id = "waiter", wait = 60 });
        await Task.WhenAny(answered);
        await StopsAsync(gateway);
        Assert.All(await Task.WhenAll(answered), answer => Assert.True(answer.Succeeded, answer.Raw));
        Assert.Equal("shutting_down", (await waiting).Code);

        await StopsAsync(successor);
        Assert.Equal(40, await deployment.Database.ScalarAsync<long>("SELECT count(*) FROM locks WHERE ended_at IS NULL"));
    }

    private static async Task StopsAsync(ServiceProcess process)
    {
        await process.TerminateAsync();
        Assert.Equal(0, await process.EndAsync(Patience));
        Assert.Empty(process.Errors);
    }
}
