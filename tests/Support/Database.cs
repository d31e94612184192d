using Npgsql;

namespace RentABot.Support;

/// <summary>Looks into a deployment's database behind its services' backs.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly NpgsqlDataSource _source;

    private Database(PostgresDatabase database)
    {
        _database = database;
        _source = NpgsqlDataSource.Create(ConnectionStringFor("tests"));
    }

    public static async Task<Database> CreateAsync() => new(await PostgresDatabase.CreateAsync());

    /// <summary>Connections are pooled, and named in <c>pg_stat_activity</c>, by who uses them.</summary>
    public string ConnectionStringFor(string user) => new NpgsqlConnectionStringBuilder(_database.ConnectionString)
    {
        ApplicationName = user,
        MaxPoolSize = 20,
    }.ConnectionString;

    public async Task<T> ScalarAsync<T>(string sql) => (await ListAsync<T>(sql)).Single();

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql)
    {
        try
        {
            return await ReadAsync<T>(sql);
        }
        catch (NpgsqlException lost) when (lost.IsTransient || lost.InnerException is IOException)
        {
            // The pool still had connections from before the server's restart.
            _source.Clear();
            return await ReadAsync<T>(sql);
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Looks for lock tokens in every row of every table.</summary>
    public async Task SearchForSecretsAsync()
    {
        var tables = await ListAsync<string>("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'");
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        foreach (var table in tables)
        {
            using var rows = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT", CancellationToken.None);
            while (await rows.ReadLineAsync(CancellationToken.None) is { } row) Secrets.Search("table", row);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql)
    {
        var values = new List<T>();
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) values.Add(await reader.GetFieldValueAsync<T>(0));
        return values;
    }
}
