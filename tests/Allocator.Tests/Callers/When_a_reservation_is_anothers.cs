using RentABot.Allocator.Commands;
using RentABot.Rules;

namespace RentABot.Allocator.Tests.Callers;

public sealed class When_a_reservation_is_anothers
{
    private static readonly Caller Owner = new("ci", Role.User, null, null);

    [Theory]
    [InlineData("another", Role.User, false)]
    [InlineData("another", Role.Maintainer, false)]
    [InlineData("ci", Role.User, true)]
    [InlineData("boss", Role.Admin, true)]
    public async Task Should_be_claimed_and_cancelled_by_its_owner_and_by_admins_alone(string actor, Role role, bool expected)
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var caller = new Caller(actor, role, null, null);
        var granted = await ReserveAsync(host);
        var waiting = await ReserveAsync(host);

        var claimed = (await host.DecideAsync(Ask.Claim(granted), caller)).Reply;
        var cancelled = (await host.DecideAsync(Ask.Cancel(waiting), caller)).Reply;

        Assert.Equal((expected, expected), (claimed is ClaimReservationResult, cancelled is CancelReservationResult));
        if (expected) return;
        Assert.All([claimed, cancelled], reply => Assert.Equal((403, "not_yours"), (((CommandRejected)reply!).Status, ((CommandRejected)reply).Code)));
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(granted));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(waiting));
    }

    [Fact]
    public async Task Should_give_its_locks_to_its_owner_even_when_an_admin_claims_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        await host.RegisterAsync("r2", "arm");
        await host.DecideAsync(Ask.Claim(await ReserveAsync(host)), Owner with { Actor = "boss", Role = Role.Admin });

        var rejected = Assert.IsType<CommandRejected>((await host.DecideAsync(Ask.Lock("arm"), Owner with { MaxLocks = 1 })).Reply);

        Assert.Equal("quota_exceeded", rejected.Code);
    }

    private static async Task<ReservationState> ReserveAsync(AllocatorHost host) =>
        Assert.IsType<CreateReservationResult>((await host.DecideAsync(Ask.Reserve("arm"), Owner)).Reply).Reservation;
}
