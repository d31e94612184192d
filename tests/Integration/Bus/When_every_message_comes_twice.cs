using System.Text.Json;

namespace RentABot.Integration.Bus;

/// <summary>Case 34.</summary>
public sealed class When_every_message_comes_twice(SharedDeployment shared)
{
    [Fact]
    public async Task Should_have_one_effect_and_answer_both_alike()
    {
        var deployment = await shared.StartedAsync();
        await using var bus = await deployment.ConnectAsync();
        var tag = Names.Unique("twice");
        var client = tag;

        var registered = await TwiceAsync(bus, "RegisterResource", new { name = tag, tags = new[] { tag } });
        var id = registered.GetProperty("resource").GetProperty("id").GetInt64();
        await TwiceAsync(bus, "UpdateResource", new { resourceId = id, description = "twice" });
        await TwiceAsync(bus, "ImportResources", new { resources = new[] { new { name = $"{tag}-imported", tags = new[] { "imported" } } } });
        var granted = (await TwiceAsync(bus, "LockResources", new { resourceId = id, clientId = client })).GetProperty("locks")[0];
        await TwiceAsync(bus, "ExtendLock", new { resourceId = id, lockToken = granted.Token(), additionalTtl = 100 });

        var waiting = await TwiceAsync(bus, "CreateReservation", new { tags = new[] { tag }, clientId = client });
        var claimer = ReservationId(waiting);
        var canceller = ReservationId(await TwiceAsync(bus, "CreateReservation", new { tags = new[] { tag }, clientId = client }));
        await TwiceAsync(bus, "CancelReservation", new { reservationId = canceller, reason = "twice" });
        await TwiceAsync(bus, "UnlockResource", new { resourceId = id, lockToken = granted.Token() });
        var claimed = (await TwiceAsync(bus, "ClaimReservation", new { reservationId = claimer })).GetProperty("locks")[0];
        await TwiceAsync(bus, "UnlockBatch", new { lockTokens = new[] { claimed.Token() } });

        await TwiceAsync(bus, "MarkUnavailable", new { resourceId = id, reason = "twice" });
        await TwiceAsync(bus, "MarkAvailable", new { resourceId = id });
        await TwiceAsync(bus, "RemoveResource", new { resourceId = id });

        Assert.Equal(
            [
                "ResourceRegistered", "ResourceUpdated", "LockAcquired", "LockExtended", "LockReleased", "LockAcquired", "LockReleased",
                "ResourceMarkedUnavailable", "ResourceMarkedAvailable", "ResourceRemoved",
            ],
            await deployment.Database.ListAsync<string>($"SELECT type FROM events WHERE resource_id = {id} ORDER BY sequence"));
        Assert.Equal(
            [
                "ReservationQueued", "ReservationQueued", "ReservationCancelled", "ReservationFulfilled", "ReservationClaimed", "ReservationReleased",
            ],
            await deployment.Database.ListAsync<string>(
                $"SELECT type FROM events WHERE resource_id IS NULL AND reservation_id IN ('{claimer}', '{canceller}') ORDER BY sequence"));
        Assert.Equal(1, await deployment.Database.ScalarAsync<long>($"SELECT count(*) FROM resources WHERE name = '{tag}-imported'"));
    }

    [Fact]
    public async Task Should_let_a_deadline_that_is_not_due_change_nothing()
    {
        var deployment = await shared.StartedAsync();
        await using var bus = await deployment.ConnectAsync();
        var id = await bus.RegisterAsync(Names.Unique("twice"));
        var lockId = (await bus.LockAsync(id)).GetProperty("lockId").GetGuid();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { lockIds = new[] { lockId } });

        for (var i = 0; i < 2; i++)
        {
            await bus.PublishAsync("ExpireLock", body, new BusEnvelope());
            await bus.PublishAsync("WarnLockExpiring", body, new BusEnvelope());
        }

        await Eventually.HoldsAsync(
            async () => await bus.CountAsync("rentabot-expire-lock") + await bus.CountAsync("rentabot-warn-lock-expiring") == 0,
            TimeSpan.FromSeconds(10),
            "the messages are taken");
        Assert.Equal("already_locked", (await bus.AskAsync("LockResources", new { resourceId = id })).Code);
    }

    private static Guid ReservationId(JsonElement answer) => answer.GetProperty("reservation").GetProperty("reservationId").GetGuid();

    private static async Task<JsonElement> TwiceAsync(BusClient bus, string command, object body)
    {
        var answers = await bus.AskAsync(command, body, times: 2);
        Assert.Equal($"{command}Result", answers[0].Type);
        Assert.True(JsonElement.DeepEquals(answers[0].Body, answers[1].Body), $"{answers[0].Raw}\n{answers[1].Raw}");
        return answers[0].Body;
    }
}
