using System.Text.Json;

namespace RentABot.Integration.Recovery;

[Collection(Alone.Name)]
public sealed class When_everything_stops
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What is short comes last, so that it is still going on when everything stops.</summary>
    private static readonly Situation[] Situations =
    [
        new("a lock runs on", LockSituations.RunsOnAsync),
        new("a lock is about to expire", LockSituations.IsAboutToExpireAsync),
        new("a lock has a queue", LockSituations.HasAQueueAsync),
        new("a lock is asked for again with its key", LockSituations.IsRepeatedAsync),
        new("a reservation gathers", ReservationSituations.GathersAsync),
        new("a reservation is fulfilled", ReservationSituations.IsFulfilledAsync),
        new("a reservation is claimed", ReservationSituations.IsClaimedAsync),
        new("maintenance has no end", MaintenanceSituations.HasNoEndAsync),
        new("maintenance is still to come", MaintenanceSituations.IsStillToComeAsync),
        new("a lock ends", LockSituations.EndsAsync),
        new("a lock ends for the next in line", LockSituations.EndsForTheNextAsync),
        new("a lock that has ended is asked for again with its key", LockSituations.IsRepeatedTooLateAsync),
        new("a claim window ends", ReservationSituations.IsNotClaimedInTimeAsync),
        new("somebody has waited long enough", ReservationSituations.HasWaitedEnoughAsync),
        new("maintenance ends", MaintenanceSituations.EndsAsync),
        new("maintenance begins", MaintenanceSituations.BeginsAsync),
    ];

    [Theory]
    [InlineData(Stop.Terminated)]
    [InlineData(Stop.Killed)]
    public async Task Should_go_on_as_the_rules_say_on_PostgreSQL(Stop how)
    {
        await using var services = await Services.CreateAsync();
        await ShouldGoOnAsync(services, how);
    }

    [Theory]
    [InlineData(Stop.Terminated)]
    [InlineData(Stop.Killed)]
    public async Task Should_go_on_as_the_rules_say_on_SQLite(Stop how)
    {
        await using var program = new StandaloneProgram();
        await ShouldGoOnAsync(program, how);
    }

    private static async Task ShouldGoOnAsync(IInstallation installation, Stop how)
    {
        var before = await installation.StartAsync();
        var plan = new Plan(installation.NowAsync);
        var checks = new List<(string Name, Func<RestClient, Task> CheckAsync)>();
        foreach (var situation in Situations) checks.Add((situation.Name, await situation.PrepareAsync(before, plan)));

        Assert.True(await installation.NowAsync() < plan.First, "The machine is too slow: a deadline came before the stop.");
        await installation.StopAsync(how);
        await Eventually.HoldsAsync(async () => await installation.NowAsync() > plan.Last, Patience, "what is short has ended");
        var after = await installation.StartAsync();

        var failures = new List<Exception>();
        foreach (var (name, checkAsync) in checks)
        {
            var failure = await Record.ExceptionAsync(() => checkAsync(after));
            if (failure is not null) failures.Add(new InvalidOperationException($"When {name}: {failure.Message}", failure));
        }

        if (failures.Count > 0) throw new AggregateException(failures);
        await ShouldBeInTheLogOnceAsync(after, plan);
        await ShouldListWhatIsThereAsync(after, "resources", "id", ["available", "locked", "held", "unavailable"]);
        await ShouldListWhatIsThereAsync(after, "reservations", "reservation_id", ["pending", "fulfilled", "claimed", "released", "expired"]);
        await installation.ShouldHaveToldEverybodyAsync();
    }

    private static async Task ShouldBeInTheLogOnceAsync(RestClient client, Plan plan)
    {
        foreach (var (type, subject, notBefore) in plan.Once)
        {
            var page = (await client.GetAsync($"audit?event_type={type}&{subject}&limit=1000")).As<JsonElement>();
            var rows = page.GetProperty("audit").EnumerateArray().ToList();
            Assert.True(rows.Count == 1, $"{rows.Count} times {type} of {subject}");
            Assert.True(rows[0].GetProperty("timestamp").GetDateTimeOffset() >= notBefore, $"{type} of {subject} before its instant");
        }
    }

    /// <summary>The lists by status have each row under its own status, and together all of them.</summary>
    private static async Task ShouldListWhatIsThereAsync(RestClient client, string kind, string id, string[] statuses)
    {
        var listed = 0;
        foreach (var status in statuses)
        {
            var page = (await client.GetAsync($"{kind}?status={status}&limit=1000")).As<JsonElement>();
            var rows = page.GetProperty(kind).EnumerateArray().ToList();
            Assert.Equal(page.GetProperty("total").GetInt32(), rows.Count);
            foreach (var row in rows)
            {
                var single = (await client.GetAsync($"{kind}/{row.GetProperty(id)}")).As<JsonElement>();
                Assert.Equal(status, single.GetProperty("status").GetString());
            }

            listed += rows.Count;
        }

        Assert.Equal((await client.GetAsync($"{kind}?limit=1")).As<JsonElement>().GetProperty("total").GetInt32(), listed);
    }
}
