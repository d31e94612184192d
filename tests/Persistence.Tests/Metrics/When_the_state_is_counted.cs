using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Contracts;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Events;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Metrics;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Tests.Archives;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Metrics;

public sealed class When_the_state_is_counted
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_be_empty_where_there_is_nothing(DatabaseKind kind)
    {
        await using var database = await ArchiveDatabase.CreateAsync(kind);

        var figures = await CountAsync(database, "arm");

        Assert.Empty(figures.Resources);
        Assert.Empty(figures.Waiting);
        Assert.Equal((0, 0, 0, TimeSpan.Zero), (figures.ActiveLocks["arm"], figures.ActiveLocksElsewhere, figures.UnconfirmedEvents, figures.Lag));
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_count_each_resource_once_by_what_it_can_be_used_for(DatabaseKind kind)
    {
        await using var database = await ArchiveDatabase.CreateAsync(kind);
        await AddLabAsync(database);

        var figures = await CountAsync(database);

        Assert.Equal(
            [(ResourceStatus.Available, 1), (ResourceStatus.Locked, 4), (ResourceStatus.Held, 1), (ResourceStatus.Unavailable, 2)],
            figures.Resources.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_count_a_running_lock_in_each_pool_of_its_resource_and_otherwise_elsewhere(DatabaseKind kind)
    {
        await using var database = await ArchiveDatabase.CreateAsync(kind);
        await AddLabAsync(database);

        var figures = await CountAsync(database, "arm", "usb", "none");

        Assert.Equal((2, 2, 0), (figures.ActiveLocks["arm"], figures.ActiveLocks["usb"], figures.ActiveLocks["none"]));
        Assert.Equal(1, figures.ActiveLocksElsewhere);
        Assert.Equal(4, (await CountAsync(database)).ActiveLocksElsewhere);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_count_who_waits_and_nobody_else(DatabaseKind kind)
    {
        await using var database = await ArchiveDatabase.CreateAsync(kind);
        await AddLabAsync(database);

        var figures = await CountAsync(database);

        Assert.Equal([(1, 2), (10, 1)], figures.Waiting.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_tell_the_age_of_the_oldest_event_that_is_not_confirmed(DatabaseKind kind)
    {
        await using var database = await ArchiveDatabase.CreateAsync(kind);
        var now = await NowAsync(database);
        await database.WithAsync(async db =>
        {
            // The numbers have a gap, as a restored backup leaves one.
            db.AddRange(Event(1, now.AddHours(-3)), Event(2, now.AddMinutes(-10)), Event(1L << 40, now.AddMinutes(-1)));
            await db.SaveChangesAsync(Cancellation);
            return await db.RelayPositions.ExecuteUpdateAsync(p => p.SetProperty(x => x.Sequence, 1), Cancellation);
        });

        var figures = await CountAsync(database);

        Assert.Equal(2, figures.UnconfirmedEvents);
        Assert.InRange(figures.Lag, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
    }

    private static Task<StateFigures> CountAsync(ArchiveDatabase database, params string[] pools) => database.WithAsync(db =>
        db.ReadStateFiguresAsync(database.Services.GetRequiredService<IDatabaseClock>(), pools, Cancellation));

    private static Task<DateTimeOffset> NowAsync(ArchiveDatabase database) => database.WithAsync(db =>
        database.Services.GetRequiredService<IDatabaseClock>().ReadAsync(db, Cancellation));

    private static Task<int> AddLabAsync(ArchiveDatabase database) => database.WithAsync(async db =>
    {
        Resource[] resources =
        [
            Resource("both", "arm", "usb"), Resource("arm", "arm"), Resource("usb", "usb", "x"), Resource("locked-and-out", "x"),
            Resource("held", "arm"), Resource("held-and-out", "arm"), Resource("out", "arm"), Resource("free", "arm"),
        ];
        foreach (var i in (int[])[3, 5, 6]) resources[i].Unavailable = true;
        db.AddRange(resources);
        Reservation[] reservations =
            [Waiter("Pending", 1), Waiter("Pending", 1), Waiter("Pending", 10), Waiter("Fulfilled", 5), Waiter("Expired", 5)];
        db.AddRange(reservations);
        await db.SaveChangesAsync(Cancellation);
        db.AddRange(resources.Take(4).Select((resource, i) => Lock(resource, i + 1, ended: true)));
        db.AddRange(resources.Take(4).Select((resource, i) => Lock(resource, i + 5, ended: false)));
        db.AddRange(resources[4..6].Select(resource => new Hold { ResourceId = resource.Id, ReservationId = reservations[3].CorrelationId }));
        return await db.SaveChangesAsync(Cancellation);
    });

    private static Resource Resource(string name, params string[] tags) => new() { Name = name, Tags = [.. tags] };

    private static Reservation Waiter(string status, int priority) =>
        new() { CorrelationId = Guid.NewGuid(), Status = status, Priority = priority, Arrival = Random.Shared.NextInt64() };

    private static ResourceLock Lock(Resource resource, long fencingToken, bool ended) => new()
    {
        Id = Guid.NewGuid(), FencingToken = fencingToken, ResourceId = resource.Id, ResourceName = resource.Name, ClientId = "c", TokenKey = "k",
        AcquiredAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch, WarningAt = DateTimeOffset.UnixEpoch, Warned = true,
        EndedAt = ended ? DateTimeOffset.UnixEpoch : null,
    };

    private static EventRow Event(long sequence, DateTimeOffset occurredAt) => new()
    {
        Sequence = sequence, EventId = Guid.NewGuid(), Type = "ResourceRegistered", OccurredAt = occurredAt, Actor = "a", Body = "{}",
    };
}
