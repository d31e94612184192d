using Microsoft.EntityFrameworkCore;
using Npgsql;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Postgres;

/// <summary>Events and marks that go to the database together, as many commands leave them.</summary>
public sealed class When_many_rows_are_saved
{
    private const int Many = 20;
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddMicroseconds(123_457);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_be_there_as_they_were()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        await using var db = await OpenAsync(database);
        var events = Enumerable.Range(1, Many).Select(EventOf).ToList();
        var marks = Enumerable.Range(1, Many).Select(MarkOf).ToList();

        await using (var transaction = await db.Database.BeginTransactionAsync(Cancellation))
        {
            db.AddRange(events);
            db.AddRange(marks);
            Assert.Equal(2 * Many, await db.SaveChangesAsync(Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equivalent(events, await db.Events.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Cancellation), strict: true);
        Assert.Equivalent(marks, await db.CommandMarks.AsNoTracking().OrderBy(m => m.Key).ToListAsync(Cancellation), strict: true);
    }

    [Fact]
    public async Task Should_be_saved_once()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        await using var db = await OpenAsync(database);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        db.AddRange(Enumerable.Range(1, Many).Select(MarkOf));
        await db.SaveChangesAsync(Cancellation);

        Assert.Equal(0, await db.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task Should_go_back_with_their_transaction()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        await using var db = await OpenAsync(database);
        await using (await db.Database.BeginTransactionAsync(Cancellation))
        {
            db.AddRange(Enumerable.Range(1, Many).Select(EventOf));
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(0, await db.Events.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Should_not_be_cut_to_the_length_of_a_column()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        await using var db = await OpenAsync(database);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        db.AddRange(Enumerable.Range(1, Many).Select(MarkOf));
        db.Add(MarkOf(Many + 1, command: new string('x', 65)));

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.SaveChangesAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.StringDataRightTruncation, refusal.SqlState);
    }

    private static async Task<PostgresDbContext> OpenAsync(PostgresTestDatabase database)
    {
        var db = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseRentABotPostgres(database.ConnectionString).Options);
        await db.Database.MigrateAsync(Cancellation);
        return db;
    }

    /// <summary>Every other one has all that it may have.</summary>
    private static EventRow EventOf(int number) => new()
    {
        Sequence = number,
        EventId = Guid.NewGuid(),
        Type = $"Type{number}",
        OccurredAt = Now.AddSeconds(number),
        ResourceId = number % 2 == 0 ? number + 100 : null,
        ResourceName = number % 2 == 0 ? $"bräd-{number}" : null,
        ReservationId = number % 2 == 0 ? Guid.NewGuid() : null,
        ClientId = number % 2 == 0 ? "client" : null,
        Actor = "tëst",
        Address = number % 2 == 0 ? "192.0.2.1" : null,
        UserAgent = number % 2 == 0 ? "curl" : null,
        Body = $$"""{"number": {{number}}}""",
        TraceParent = number % 2 == 0 ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null,
    };

    private static CommandMark MarkOf(int number) => MarkOf(number, "LockResources");

    private static CommandMark MarkOf(int number, string command) => new()
    {
        Key = $"key{number:00}",
        CommandId = Guid.NewGuid(),
        Command = command,
        Fingerprint = $"print{number}",
        Reply = number % 2 == 0 ? "{\"ü\":1}" : null,
        CreatedAt = Now.AddSeconds(number),
    };
}
