using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Startup;

public sealed class When_the_database_is_not_there_yet
{
    [Fact]
    public async Task Should_start_and_be_ready_once_the_allocator_has_migrated_it()
    {
        await using var node = SchedulerNode.OnSqlite();
        await node.StartAsync();
        await Eventually.HoldsAsync(() => node.Log.From<SchemaGate>().Count > 0, Limits.Wait, "it waits");
        Assert.Contains("to be migrated", Assert.Single(node.Log.From<SchemaGate>()).Text);
        Assert.Equal("none has come through yet", (await node.HealthAsync("sweeps")).Description);
        Assert.Equal("has not started yet", (await node.HealthAsync("schedule")).Description);

        await node.Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        await node.AddAsync(Rows.Lock(expiresAt: TestClock.Noon));

        await Eventually.HoldsAsync(() => node.Sent.Of<ExpireLock>().Count > 0, Limits.Wait, "what is due was sent");
        await Eventually.HoldsAsync(node.IsReadyAsync, Limits.Wait, "it is ready");
        Assert.Equal(2, node.Log.From<SchemaGate>().Count);
    }

    [Fact]
    public async Task Should_say_once_that_it_does_not_answer_and_ask_again_and_again()
    {
        var time = new FakeTimeProvider();
        var scopes = new NoScopes();
        var log = new LogLines();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var database = new SchemaGate(scopes, time, loggers.CreateLogger<SchemaGate>());
        using var stop = new CancellationTokenSource();

        var waiting = database.WaitAsync(stop.Token);
        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return scopes.Asked >= 10;
            },
            Limits.Wait,
            "it was asked for ten times");

        Assert.Equal("Waiting for the database, which does not answer", Assert.Single(log.From<SchemaGate>()).Text);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Should_stop_while_it_waits()
    {
        await using var node = SchedulerNode.OnSqlite();
        await node.StartAsync();
        await Eventually.HoldsAsync(() => node.Log.From<SchemaGate>().Count > 0, Limits.Wait, "it waits");

        await node.StopAsync();

        Assert.DoesNotContain(node.Log.Warnings, l => l.Category != typeof(SchemaGate).FullName);
    }

    private sealed class NoScopes : IServiceScopeFactory
    {
        public int Asked { get; private set; }

        public IServiceScope CreateScope()
        {
            Asked++;
            throw new InvalidOperationException("The database does not answer");
        }
    }
}
