namespace RentABot.Persistence.Postgres;

/// <summary>Where the database is.</summary>
public sealed record PostgresOptions
{
    public const string Section = "Postgres";

    /// <summary>An Npgsql connection string: <c>Host=…;Database=…;Username=…;Password=…</c>.</summary>
    public string ConnectionString { get; init; } = "";
}
