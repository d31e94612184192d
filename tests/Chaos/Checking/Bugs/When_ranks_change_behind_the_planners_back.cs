namespace RentABot.Chaos.Checking.Bugs;

/// <summary>The planner's book of the queue is out of date.</summary>
public sealed class When_ranks_change_behind_the_planners_back
{
    [Fact]
    public async Task Should_find_who_was_passed_over()
    {
        await using var trial = await Trial.StartAsync();
        var resource = await trial.RegisterAsync("board", "arm");
        var holder = trial.Client("holder");
        var held = await holder.LockAsync(resource);
        var first = await trial.Client("first").ReserveAsync("arm");
        var second = await trial.Client("second").ReserveAsync("arm");

        await trial.Database.ExecuteAsync(
            $"UPDATE reservations SET rank = rank - interval '1 hour' WHERE id = '{second.ReservationId}'");
        await holder.UnlockAsync(held!);
        await trial.Client("first").ClaimAsync(first);

        // Nor does the gateway know of it, which says that the second one is first, as it is.
        var found = Assert.Single(await trial.EndAsync());
        Assert.Equal(QueueOrderRule.Name, found.Rule);
    }
}
