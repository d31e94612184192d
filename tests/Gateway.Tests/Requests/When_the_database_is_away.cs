using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Requests;

public sealed class When_the_database_is_away : GatewayTest
{
    [Theory]
    [InlineData("resources")]
    [InlineData("resources/1")]
    [InlineData("resources/export")]
    [InlineData("resources/expired")]
    [InlineData("reservations")]
    public async Task Should_answer_503_to_what_reads_it(string path)
    {
        LoseTheDatabase();
        using var response = await Client.ReadAsync(path);
        var problem = await response.ProblemAsync(503, "database_unavailable");
        Assert.NotNull(response.Header("Retry-After"));
        Assert.DoesNotContain("SQLite", problem.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Should_be_alive_and_not_ready()
    {
        Host.Clock.Failure = new SqliteException("gone", 14);
        await Client.ReadAsync("/health").JsonAsync();
        using var response = await Client.ReadAsync("/readiness");
        var readiness = await response.JsonAsync(System.Net.HttpStatusCode.ServiceUnavailable);
        Assert.Equal("does not answer (SqliteException)", readiness.GetProperty("checks").Text("database"));
        Assert.Equal("ok", readiness.GetProperty("checks").Text("broker"));
    }

    [Fact]
    public void Should_tell_an_absent_database_from_a_wrong_statement()
    {
        Assert.True(DatabaseFailures.Include(new InvalidOperationException("wrapped", new Npgsql.NpgsqlException("x", new SocketException()))));
        Assert.True(DatabaseFailures.Include(new TimeoutException()));
        Assert.True(DatabaseFailures.Include(Postgres("57P03")));
        Assert.True(DatabaseFailures.Include(Postgres("42P01")));
        Assert.True(DatabaseFailures.Include(Postgres("3D000")));
        Assert.False(DatabaseFailures.Include(Postgres("42601")));
        Assert.False(DatabaseFailures.Include(new InvalidOperationException()));

        var mistake = Assert.Throws<NullReferenceException>(() => default(string)!.Length);
        Assert.False(DatabaseFailures.Include(mistake));
        mistake.Source = "Npgsql";
        Assert.True(DatabaseFailures.Include(mistake));

        static Npgsql.PostgresException Postgres(string state) => new("x", "ERROR", "ERROR", state);
    }

    private void LoseTheDatabase()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Host.PathOf("test.db"))!, "test.db*")) File.Delete(file);
        Directory.CreateDirectory(Host.PathOf("test.db"));
    }
}
