using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Postgres;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>The gateway's idea of the time is wrong, so that commands seem to come in time, and no mark is kept.</summary>
public sealed class When_an_abandoned_command_is_carried_out
{
    [Fact]
    public async Task Should_find_the_lock_that_nobody_knows_of()
    {
        await using var trial = await Trial.StartAsync(
            gateway: services => services.AddSingleton<IDatabaseClock>(new SkewedDatabaseClock { Error = TimeSpan.FromHours(1) }),
            answerTimeout: "00:00:01");
        await using var bus = await trial.Deployment.ConnectAsync();
        var resource = await trial.Deployment.Client().ResourceAsync(await bus.RegisterAsync("board", "arm"));
        await trial.Database.ExecuteAsync(
            """
            CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN DELETE FROM command_marks WHERE key = NEW.key; RETURN NULL; END $$;
            CREATE TRIGGER forget AFTER INSERT ON command_marks FOR EACH ROW EXECUTE FUNCTION forget()
            """);

        await using (await HoldWritersAsync(trial))
        {
            Assert.Null(await trial.Client("impatient").LockAsync(resource, ttl: 600));
        }

        await Eventually.HoldsAsync(
            () => trial.Database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM locks)"),
            TimeSpan.FromSeconds(20),
            "the lock is granted after all");
        var allowances = new Allowances { AnswerTimeout = TimeSpan.FromSeconds(1), Clocks = TimeSpan.Zero };
        var found = await trial.EndAsync(allowances);
        Assert.Equal([AbandonmentRule.Name], found.Select(violation => violation.Rule).Distinct());
    }

    /// <summary>Nothing is written until the answer is disposed of.</summary>
    private static async Task<NpgsqlConnection> HoldWritersAsync(Trial trial)
    {
        var connection = new NpgsqlConnection(trial.Database.ConnectionStringFor("writers' brake") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgresWriteTransactions.WriteLock})", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
