namespace RentABot.Integration.Locks;

/// <summary>Case 20.</summary>
public sealed class When_fifty_clients_want_one_resource(SharedDeployment shared)
{
    private const int Clients = 50;
    private const int Rounds = 100;

    [Fact]
    public async Task Should_let_exactly_one_win_each_time()
    {
        var deployment = await shared.StartedAsync();
        var resource = await deployment.Client().RegisterAsync(Names.Unique("contended"));
        var lastFencingToken = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Clients)
                .Select(number => deployment.Client(number).TryLockAsync(resource.Id, $"client-{number}")));

            var winner = Assert.Single(answers, answer => answer.Succeeded).As<LockView>();
            Assert.All(answers, answer => Assert.True(answer.Succeeded || answer.Code == "already_locked", answer.Raw));
            Assert.True(winner.FencingToken > lastFencingToken);
            lastFencingToken = winner.FencingToken;
            await deployment.Client(round).UnlockAsync(winner);
        }
    }
}
