using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Scheduler.Durable;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Durable;

public sealed class When_nodes_share_a_store
{
    private const string Yearly = "0 0 0 1 1 ?";

    [Fact]
    public async Task Should_carry_out_a_firing_missed_by_all_once_when_they_start_together()
    {
        await using var database = await MigratedAsync();
        await StartAndStopAsync(database, Yearly);
        await MissFiringAsync(database);

        await using var one = Node(database, Yearly);
        await using var another = Node(database, Yearly);
        await Task.WhenAll(one.StartAsync(), another.StartAsync());
        await Eventually.HoldsAsync(async () => await one.IsReadyAsync() && await another.IsReadyAsync(), Limits.Wait, "both are ready");
        await Eventually.HoldsAsync(
            async () => Removals(one, another) > 0
                && (await database.ReadAsync("SELECT entry_id FROM qrtz_fired_triggers WHERE state <> 'ACQUIRED'")).Count == 0,
            Limits.Wait,
            "it was carried out");

        Assert.Equal(1, Removals(one, another));
        Assert.Equal(["remove-history WAITING true"], await TriggersAsync(database));
        Assert.NotEqual(InstanceOf(one), InstanceOf(another));
    }

    [Fact]
    public async Task Should_agree_on_the_trigger_when_they_start_together_for_the_first_time()
    {
        await using var database = await MigratedAsync();
        SchedulerNode[] nodes = [Node(database, Yearly), Node(database, Yearly), Node(database, Yearly)];

        await Task.WhenAll(nodes.Select(n => n.StartAsync()));
        foreach (var node in nodes) await Eventually.HoldsAsync(node.IsReadyAsync, Limits.Wait, "each is ready");

        Assert.Equal(["remove-history WAITING true"], await TriggersAsync(database));
        Assert.All(nodes, node => Assert.Empty(node.Log.Warnings));
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task Should_replace_a_trigger_whose_setting_has_changed()
    {
        await using var database = await MigratedAsync();
        await StartAndStopAsync(database, Yearly);

        await StartAndStopAsync(database, "0 0 0 2 1 ?");

        Assert.Equal(["0 0 0 2 1 ?"], await database.ReadAsync("SELECT cron_expression FROM qrtz_cron_triggers"));
    }

    [Fact]
    public async Task Should_replace_a_trigger_that_Quartz_gave_up()
    {
        await using var database = await MigratedAsync();
        await StartAndStopAsync(database, Yearly);
        await database.ExecuteAsync("UPDATE qrtz_triggers SET trigger_state = 'ERROR'");

        await StartAndStopAsync(database, Yearly);

        Assert.Equal(["remove-history WAITING true"], await TriggersAsync(database));
    }

    [Fact]
    public async Task Should_sweep_by_the_clock_of_PostgreSQL_and_send_everything_due()
    {
        await using var database = await MigratedAsync();
        await using var node = Node(database, Yearly);
        var past = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var running = Rows.Lock(expiresAt: past);
        var expiring = Rows.Lock(warningAt: past, expiresAt: DateTimeOffset.MaxValue.AddYears(-7000));
        var waiting = Rows.Reservation(ReservationStatus.Pending, expiresAt: past);
        var unclaimed = Rows.Reservation(ReservationStatus.Fulfilled, claimExpiresAt: past);
        var planned = Rows.Resource(from: past);
        var over = Rows.Resource(unavailable: true, until: past);
        await node.AddAsync(running, expiring, waiting, unclaimed, planned, over);

        await node.StartAsync();
        await Eventually.HoldsAsync(() => node.Sent.All.Count >= 6, Limits.Wait, "everything due was sent");

        Assert.Equal([running.Id], node.Sent.Of<ExpireLock>()[0].LockIds);
        Assert.Equal([expiring.Id], node.Sent.Of<WarnLockExpiring>()[0].LockIds);
        Assert.Equal([waiting.CorrelationId], node.Sent.Of<ExpireReservation>()[0].ReservationIds);
        Assert.Equal([unclaimed.CorrelationId], node.Sent.Of<ExpireClaim>()[0].ReservationIds);
        Assert.Equal([planned.Id], node.Sent.Of<BeginMaintenance>()[0].ResourceIds);
        Assert.Equal([over.Id], node.Sent.Of<EndMaintenance>()[0].ResourceIds);
    }

    private static async Task<PostgresDatabase> MigratedAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        await using var node = SchedulerNode.OnPostgres(database.ConnectionString);
        await node.Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    private static SchedulerNode Node(PostgresDatabase database, string cron) =>
        SchedulerNode.OnPostgres(database.ConnectionString, settings: ("History:Cron", cron));

    private static async Task StartAndStopAsync(PostgresDatabase database, string cron)
    {
        await using var node = Node(database, cron);
        await node.StartAsync();
        await Eventually.HoldsAsync(node.IsReadyAsync, Limits.Wait, "it is ready");
    }

    private static Task MissFiringAsync(PostgresDatabase database) => database.ExecuteAsync(
        $"UPDATE qrtz_triggers SET next_fire_time = {new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks}");

    private static string InstanceOf(SchedulerNode node) => node.Get<DurableSchedule>().Scheduler!.SchedulerInstanceId;

    private static int Removals(params SchedulerNode[] nodes) => nodes.Sum(n => n.Sent.Of<RemoveHistory>().Count);

    private static Task<IReadOnlyList<string>> TriggersAsync(PostgresDatabase database) => database.ReadAsync($"""
        SELECT concat_ws(' ', trigger_name, CASE trigger_state WHEN 'ACQUIRED' THEN 'WAITING' ELSE trigger_state END,
            (next_fire_time > {new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks})::text)
        FROM qrtz_triggers
        """);
}
