namespace RentABot.Persistence.Postgres;

/// <summary>A connection that went while a statement was on its way, where the driver does not say so.</summary>
public static class BrokenConnection
{
    private const string Driver = "Npgsql";

    /// <summary>
    /// Seldom Npgsql (10.0.3) comes upon what it has just taken apart, and fails by that instead of by its own exception:
    /// seen in <c>NpgsqlDataReader.NextResult</c>, on a pooled connection whose server was started again.
    /// </summary>
    public static bool Caused(Exception exception) => exception is NullReferenceException { Source: Driver };
}
