using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RentABot.Allocator.Tests.Logs;

public sealed class When_a_command_is_refused
{
    /// <summary>A client's mistake is no failure of the service: nothing of it is a warning or worse.</summary>
    [Fact]
    public async Task Should_not_be_in_the_log_of_failures()
    {
        using var log = new ScopeKeeper();
        await using var host = await AllocatorHost.StartAsync(services => services.AddLogging(logging => logging.AddProvider(log)));
        var resource = await host.RegisterAsync("r1", "arm");
        var claimed = await host.ReserveAsync("arm");
        await host.ClaimAsync(claimed);
        var waiting = await host.ReserveAsync("arm");
        var cancelled = await host.ReserveAsync("arm");
        await host.CancelAsync(cancelled);

        await host.RefusedAsync(new LockResources { ResourceId = resource.Id }, 409, "already_locked");
        await host.RefusedAsync(Ask.Claim(waiting), 409, "not_fulfilled");
        await host.RefusedAsync(Ask.Claim(cancelled), 410, "reservation_cancelled");
        await host.RefusedAsync(Ask.Cancel(claimed), 409, "already_claimed");
        await host.RefusedAsync(new ClaimReservation { ReservationId = Guid.NewGuid() }, 404, "reservation_not_found");

        Assert.Empty(log.Lines);
    }
}
