namespace RentABot.Integration.Reservations;

/// <summary>Case 11.</summary>
public sealed class When_two_ask_for_two_of_three(SharedDeployment shared)
{
    private const int Rounds = 1000;

    [Fact]
    public async Task Should_serve_one_after_the_other_a_thousand_times_over()
    {
        var deployment = await shared.StartedAsync();
        var one = deployment.Client();
        var other = deployment.Client(1);
        var tag = Names.Unique("two-of-three");
        for (var i = 0; i < 3; i++) await one.RegisterAsync(Names.Unique(tag), tag);

        for (var round = 0; round < Rounds; round++)
        {
            var both = await Task.WhenAll(one.ReserveAsync(tag, quantity: 2), other.ReserveAsync(tag, quantity: 2));

            var served = Assert.Single(both, r => r.Status == "fulfilled");
            var waiting = both.Single(r => r.ReservationId != served.ReservationId);
            Assert.Equal((2, "pending"), (served.ResourceIds.Length, waiting.Status));
            await CancelAsync(one, served);
            Assert.Equal("fulfilled", (await other.ReservationAsync(waiting.ReservationId)).Status);
            await CancelAsync(other, waiting);
        }
    }

    private static async Task CancelAsync(RestClient client, ReservationView reservation) =>
        Assert.True((await client.SendAsync(HttpMethod.Delete, $"reservations/{reservation.ReservationId}")).Succeeded);
}
