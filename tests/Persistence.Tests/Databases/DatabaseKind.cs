namespace RentABot.Persistence.Tests.Databases;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
