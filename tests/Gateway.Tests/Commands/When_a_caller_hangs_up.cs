using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_a_caller_hangs_up : GatewayTest
{
    [Fact]
    public async Task Should_abandon_its_command()
    {
        using var hangUp = new CancellationTokenSource();
        var request = Client.PostAsync(new Uri("/api/v1/resources/1/lock", UriKind.Relative), null, hangUp.Token);
        await Allocator.GetsAsync<LockResources>();
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Allocator.GetsAsync<AbandonCommand>();
        Assert.Equal(Allocator.Last<LockResources>().Id, Allocator.Only<AbandonCommand>().CommandId);
    }
}
