using System.Net;

namespace RentABot.Integration.Reservations;

/// <summary>Case 9.</summary>
public sealed class When_a_claim_window_ends(SharedDeployment shared)
{
    [Fact]
    public async Task Should_grant_the_next_in_line_in_the_same_pass()
    {
        var deployment = await shared.StartedAsync();
        await using var events = await deployment.SubscribeAsync();
        var client = deployment.Client();
        var tag = Names.Unique("window");
        var held = await client.LockAsync(await client.RegisterAsync(tag, tag));
        var sleeper = await client.ReserveAsync(tag, "sleeper", claimWindow: 1);
        var next = await client.ReserveAsync(tag, "next");
        await client.UnlockAsync(held);

        var expired = await events.FirstAsync("ReservationExpired", e => e.ReservationId == sleeper.ReservationId);
        var fulfilled = await events.FirstAsync("ReservationFulfilled", e => e.ReservationId == next.ReservationId);

        Assert.Equal(expired.OccurredAt, fulfilled.OccurredAt);
        (await client.TryClaimAsync(sleeper.ReservationId)).ShouldBe(HttpStatusCode.Gone, "reservation_expired");
        Assert.Single((await client.ClaimAsync(next.ReservationId)).Locks!);
    }
}
