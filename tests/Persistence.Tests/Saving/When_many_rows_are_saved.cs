using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RentABot.Contracts;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Saving;

/// <summary>Rows that go to the database together, as many commands leave them.</summary>
public sealed class When_many_rows_are_saved
{
    private const int Many = 20;
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddMicroseconds(123_457);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_be_there_as_they_were(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await OpenAsync(database);
        var events = Enumerable.Range(1, Many).Select(EventOf).ToList();
        var marks = Enumerable.Range(1, Many).Select(MarkOf).ToList();
        var locks = Enumerable.Range(1, Many).Select(LockOf).ToList();

        Assert.Equal(3 * Many, await SaveAsync(db, () =>
        {
            db.AddRange(events);
            db.AddRange(marks);
            db.AddRange(locks);
        }));

        Assert.Equivalent(events, await db.Events.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Cancellation), strict: true);
        Assert.Equivalent(marks, await db.CommandMarks.AsNoTracking().OrderBy(m => m.Key).ToListAsync(Cancellation), strict: true);
        Assert.Equivalent(locks, await LocksAsync(db), strict: true);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_be_changed_as_they_were(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await OpenAsync(database);
        var (locks, resources) = await SaveSomeInUseAsync(db);

        Assert.Equal(2 * Many, await SaveAsync(db, () =>
        {
            for (var i = 0; i < Many; i++)
            {
                if (i % 2 == 0) End(locks[i]); else Extend(locks[i]);
                Use(resources[i]);
            }
        }));

        Assert.Equivalent(locks, await LocksAsync(db), strict: true);
        Assert.Equivalent(resources, await ResourcesAsync(db), strict: true);
    }

    /// <summary>Whatever else has changed of them goes to the database as well.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_be_changed_together_with_what_few_have(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await OpenAsync(database);
        var (_, resources) = await SaveSomeInUseAsync(db);

        Assert.Equal(Many, await SaveAsync(db, () =>
        {
            resources.ForEach(Use);
            resources[3].Name = "renamed";
            resources[5].Tags = ["other"];
        }));

        Assert.Equivalent(resources, await ResourcesAsync(db), strict: true);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_let_a_lock_follow_one_of_the_same_resource_that_ends(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await OpenAsync(database);
        var (locks, _) = await SaveSomeInUseAsync(db);

        Assert.Equal(2 * Many, await SaveAsync(db, () =>
        {
            locks.ForEach(End);
            db.AddRange(locks.Select((ended, i) => LockOn(Many + 1 + i, ended.ResourceId)));
        }));

        Assert.Equal(Many, await db.Locks.CountAsync(l => l.EndedAt == null, Cancellation));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_not_be_changed_when_one_of_them_is_gone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await OpenAsync(database);
        var (locks, _) = await SaveSomeInUseAsync(db);
        await db.Locks.Where(l => l.Id == locks[7].Id).ExecuteDeleteAsync(Cancellation);

        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        locks.ForEach(End);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancellation));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_be_saved_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await OpenAsync(database);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        var locks = Enumerable.Range(1, Many).Select(LockOf).ToList();
        db.AddRange(locks);
        await db.SaveChangesAsync(Cancellation);
        Assert.Equal(0, await db.SaveChangesAsync(Cancellation));

        locks.ForEach(End);
        await db.SaveChangesAsync(Cancellation);
        Assert.Equal(0, await db.SaveChangesAsync(Cancellation));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_go_back_with_their_transaction(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
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
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var db = await OpenAsync(database);

        var refusal = await RefusalOfAsync(db, MarkOf(Many + 1, command: new string('x', 65)));

        Assert.Equal(PostgresErrorCodes.StringDataRightTruncation, refusal.SqlState);
    }

    /// <summary>What Entity Framework Core saves by itself is refused by an exception of its own.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_be_saved_together_by_whatever_model_a_process_has(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await OpenAsync(database, options => options.EnableServiceProviderCaching(false));
        await using var another = await OpenAsync(database, options => options.EnableServiceProviderCaching(false));
        Assert.NotSame(db.Model, another.Model);
        await SaveAsync(db, () => db.Add(MarkOf(Many + 1)));
        db.ChangeTracker.Clear();

        await RefusalOfAsync(db, MarkOf(Many + 1));
        await RefusalOfAsync(another, MarkOf(Many + 1));
    }

    private static async Task<DbException> RefusalOfAsync(RentABotDbContext db, CommandMark refused)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        db.AddRange(Enumerable.Range(1, Many).Select(MarkOf));
        db.Add(refused);
        return await Assert.ThrowsAnyAsync<DbException>(() => db.SaveChangesAsync(Cancellation));
    }

    /// <summary>In a transaction of its own, and tells how many rows were saved.</summary>
    private static async Task<int> SaveAsync(RentABotDbContext db, Action change)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        change();
        var saved = await db.SaveChangesAsync(Cancellation);
        await transaction.CommitAsync(Cancellation);
        return saved;
    }

    private static async Task<RentABotDbContext> OpenAsync(TestDatabase database, Action<DbContextOptionsBuilder>? configure = null)
    {
        var db = database.CreateContext(configure);
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

    private static ResourceLock LockOf(int number) => LockOn(number, number);

    private static ResourceLock LockOn(int number, long resourceId) => new()
    {
        Id = Guid.NewGuid(),
        FencingToken = number,
        ResourceId = resourceId,
        ResourceName = $"bräd-{number}",
        ClientId = "client",
        Details = number % 2 == 0 ? "dëtails" : null,
        Actor = "tëst",
        ReservationId = number % 2 == 0 ? Guid.NewGuid() : null,
        TokenKey = "key",
        AcquiredAt = Now,
        ExpiresAt = Now.AddHours(number),
        WarningAt = Now.AddMinutes(number),
        Warned = number % 2 == 0,
    };

    private static Resource ResourceOf(int number) => new()
    {
        Name = $"bräd-{number:00}",
        Tags = ["arm64", $"number-{number}"],
        MaxLockDuration = number,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    /// <summary>Tracked, each in the order of its numbers.</summary>
    private static async Task<(List<ResourceLock> Locks, List<Resource> Resources)> SaveSomeInUseAsync(RentABotDbContext db)
    {
        var locks = Enumerable.Range(1, Many).Select(LockOf).ToList();
        var resources = Enumerable.Range(1, Many).Select(ResourceOf).ToList();
        db.AddRange(locks);
        db.AddRange(resources);
        await db.SaveChangesAsync(Cancellation);
        return (locks, resources);
    }

    private static Task<List<ResourceLock>> LocksAsync(RentABotDbContext db) =>
        db.Locks.AsNoTracking().OrderBy(l => l.FencingToken).ToListAsync(Cancellation);

    private static Task<List<Resource>> ResourcesAsync(RentABotDbContext db) =>
        db.Resources.AsNoTracking().OrderBy(r => r.MaxLockDuration).ToListAsync(Cancellation);

    private static void End(ResourceLock running)
    {
        running.EndedAt = Now.AddDays(1);
        running.EndReason = LockEndReason.Released;
    }

    private static void Extend(ResourceLock running)
    {
        running.ExpiresAt = Now.AddDays(2);
        running.WarningAt = Now.AddDays(2).AddMinutes(-1);
        running.Warned = !running.Warned;
    }

    private static void Use(Resource resource)
    {
        resource.LastUsedAt = Now.AddDays(1);
        resource.Revision++;
        resource.UpdatedAt = Now.AddDays(1);
    }
}
