using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence.Audit;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Webhooks;

namespace RentABot.Persistence.Tests.Archives;

/// <summary>Rows of every table, in every state that they may have.</summary>
internal static class SomeState
{
    public const long LastSequence = 40;
    public const long LastFencingToken = 7;

    /// <summary>Of a resource that was removed, of which only events tell.</summary>
    public const long RemovedResource = 900;

    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddMicroseconds(123_457);

    public static Task<int> AddAsync(ArchiveDatabase database) => database.WithAsync(async db =>
    {
        Resource[] resources =
        [
            new() { Name = "bräd-日本", Description = "a \"quoted\"\nline\u2028 🤖", Tags = ["arm64", "größe=2"], MaxLockDuration = 60, CreatedAt = Now, UpdatedAt = Now },
            new() { Name = "held", LastUsedAt = Now, CreatedAt = Now, UpdatedAt = Now, Revision = 3 },
            new() { Name = "held-too", CreatedAt = Now, UpdatedAt = Now },
            new() { Name = "broken", Unavailable = true, UnavailableReason = "fan", UnavailableSince = Now, CreatedAt = Now, UpdatedAt = Now },
            new() { Name = "planned", UnavailableFrom = Now.AddHours(1), UnavailableUntil = Now.AddHours(2), CreatedAt = Now, UpdatedAt = Now },
        ];
        db.AddRange(resources);
        await db.SaveChangesAsync();

        var gathering = Waiter(ReservationStatus.Pending, 1);
        var fulfilled = Waiter(ReservationStatus.Fulfilled, 2);
        var claimed = Waiter(ReservationStatus.Claimed, 3);
        fulfilled.ResourceIds = [resources[2].Id];
        fulfilled.ClaimExpiresAt = Now.AddMinutes(1);
        claimed.EndedAt = claimed.ClaimedAt = Now;
        db.AddRange(Waiter(ReservationStatus.Pending, 4), gathering, fulfilled, claimed);
        db.AddRange(
            new Hold { ResourceId = resources[1].Id, ReservationId = gathering.CorrelationId },
            new Hold { ResourceId = resources[2].Id, ReservationId = fulfilled.CorrelationId });
        db.AddRange(
            LockOf(resources[0], LastFencingToken - 1, LockEndReason.Expired),
            LockOf(resources[0], LastFencingToken, null));
        db.Add(new CommandMark { Key = "k", CommandId = Guid.NewGuid(), Command = "LockResources", Fingerprint = "f", Reply = "{\"ü\":1}", CreatedAt = Now });
        AddWebhooks(db);
        db.Add(new RefusedAttempt { Sequence = 3, Type = "denied", OccurredAt = Now, Actor = "späher", Details = "{}" });
        db.AddRange(Enumerable.Range(1, (int)LastSequence).Select(number => new EventRow
        {
            Sequence = number,
            EventId = Guid.NewGuid(),
            Type = "ResourceRegistered",
            OccurredAt = Now,
            ResourceId = number == LastSequence ? RemovedResource : resources[0].Id,
            Actor = "tëst",
            Body = "{\"b\": {\"z\": 1, \"a\": \"ü\"}, \"a\": [1.5, null]}",
            TraceParent = number % 2 == 0 ? null : "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        }));
        await db.SaveChangesAsync();
        await db.RelayPositions.ExecuteUpdateAsync(p => p.SetProperty(x => x.Sequence, 30));
        return await db.LedgerHeads.ExecuteUpdateAsync(h => h
            .SetProperty(x => x.Sequence, LastSequence)
            .SetProperty(x => x.FencingToken, LastFencingToken)
            .SetProperty(x => x.Version, 55)
            .SetProperty(x => x.OccurredAt, Now));
    });

    private static void AddWebhooks(RentABotDbContext db)
    {
        var id = Guid.NewGuid();
        db.Add(new Webhook
        {
            Id = id,
            Url = "https://example.com/größe",
            Types = ["LockAcquired"],
            Tags = ["größe=2"],
            Secret = [1, 2, 255],
            PreviousSecret = [0, 3],
            PreviousSecretUntil = Now,
            AfterSequence = 4,
            Redeliveries = 2,
            CreatedAt = Now,
            UpdatedAt = Now,
        });
        db.AddRange(
            new WebhookRedelivery { WebhookId = id, Number = 1, EventIds = [Guid.NewGuid(), Guid.NewGuid()], RequestedAt = Now },
            new WebhookRedelivery { WebhookId = id, Number = 2, Since = Now, RequestedAt = Now });
        db.Add(new WebhookAnswer { Key = "k", Fingerprint = "f", Answer = [9, 0], CreatedAt = Now });
        db.Add(new WebhookPosition { WebhookId = id, Sequence = 5, Redelivery = 1, GoneAt = Now, GoneRevision = 1 });
        db.AddRange(DeliveryOf(id, 5, WebhookDeliveryStatus.Pending), DeliveryOf(id, 6, WebhookDeliveryStatus.Parked));
    }

    private static WebhookDelivery DeliveryOf(Guid webhook, long sequence, WebhookDeliveryStatus status) => new()
    {
        WebhookId = webhook,
        Sequence = sequence,
        EventId = Guid.NewGuid(),
        Type = "LockAcquired",
        Subject = "resources/1",
        OccurredAt = Now,
        Status = status,
        NextAttemptAt = Now,
        GiveUpAt = Now.AddDays(1),
        LastStatus = 500,
        LastError = "http_500",
        EndedAt = status == WebhookDeliveryStatus.Pending ? null : Now,
    };

    private static Reservation Waiter(ReservationStatus status, long arrival) => new()
    {
        CorrelationId = Guid.NewGuid(),
        Status = status.ToString(),
        Tags = ["arm64"],
        Expression = "arm64 && größe",
        Quantity = 2,
        Ttl = 30,
        ClientId = "klient-é",
        Rank = Now,
        Arrival = arrival,
        CreatedAt = Now,
        ExpiresAt = Now.AddHours(1),
    };

    private static ResourceLock LockOf(Resource resource, long fencingToken, LockEndReason? end) => new()
    {
        Id = Guid.NewGuid(),
        FencingToken = fencingToken,
        ResourceId = resource.Id,
        ResourceName = resource.Name,
        ClientId = "c",
        TokenKey = "k1",
        AcquiredAt = Now,
        ExpiresAt = Now.AddMinutes(1),
        WarningAt = Now,
        Warned = true,
        EndedAt = end is null ? null : Now,
        EndReason = end,
    };
}
