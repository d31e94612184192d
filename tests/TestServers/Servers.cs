using Xunit;

namespace RentABot.TestServers;

/// <summary>
/// The servers that tests may use, found by environment variable; <c>./test.sh</c> starts both and sets them.
/// </summary>
public static class Servers
{
    /// <summary>The variable that holds the broker's address, as <c>amqp://user:password@host:port/vhost</c>.</summary>
    public const string RabbitMqVariable = "RENTABOT_TEST_RABBITMQ";

    /// <summary>The variable that holds the connection string of a database from which others may be created.</summary>
    public const string PostgresVariable = "RENTABOT_TEST_POSTGRES";

    /// <summary>The broker, or null when there is none.</summary>
    public static Uri? RabbitMq => Variable(RabbitMqVariable) is { } address ? new Uri(address) : null;

    /// <summary>The connection string, or null when there is no PostgreSQL.</summary>
    public static string? Postgres => Variable(PostgresVariable);

    /// <summary>Skips the test that calls it, naming what is missing, unless there is a RabbitMQ.</summary>
    public static void SkipUnlessRabbitMq() => Assert.SkipWhen(RabbitMq is null, Missing("RabbitMQ", RabbitMqVariable));

    /// <summary>Skips the test that calls it, naming what is missing, unless there is a PostgreSQL.</summary>
    public static void SkipUnlessPostgres() => Assert.SkipWhen(Postgres is null, Missing("PostgreSQL", PostgresVariable));

    internal static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string Missing(string server, string variable) =>
        $"Needs {server}: run ./test.sh, which starts one, or set {variable}.";
}
