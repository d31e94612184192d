namespace RentABot.Persistence.Tests.Databases;

/// <summary>Runs a theory once on each kind of database.</summary>
public sealed class EachDatabase() : TheoryData<DatabaseKind>(DatabaseKind.Sqlite, DatabaseKind.Postgres);
