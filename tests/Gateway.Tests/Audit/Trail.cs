using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence;
using RentABot.Persistence.Events;
using RentABot.Persistence.Transactions;

namespace RentABot.Gateway.Tests.Audit;

/// <summary>The audit trail as tests write and read it.</summary>
internal static class Trail
{
    public static readonly DateTimeOffset Began = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Appends events as the allocator does: under the write lock, with the ledger's numbers.</summary>
    public static async Task AppendAsync(this GatewayHost host, params IReadOnlyList<EventSketch> events)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        await using var transaction = await host.Services.GetRequiredService<IWriteTransactions>().BeginAsync(db, cancelled);
        var head = await db.LedgerHeads.AsTracking().SingleAsync(cancelled);
        foreach (var sketch in events)
        {
            head.Sequence++;
            db.Events.Add(new EventRow
            {
                Sequence = head.Sequence,
                EventId = Guid.NewGuid(),
                Type = sketch.Type,
                OccurredAt = Began.AddSeconds(head.Sequence),
                ResourceId = sketch.ResourceId,
                ResourceName = sketch.ResourceId is { } id ? $"board-{id}" : null,
                ReservationId = sketch.ReservationId,
                ClientId = sketch.ClientId,
                Actor = sketch.Actor,
                Address = "192.0.2.7",
                UserAgent = "curl/8",
                Body = $$"""{"sequence":{{head.Sequence}}}""",
            });
        }

        await db.SaveChangesAsync(cancelled);
        await transaction.CommitAsync(cancelled);
    }

    public static async Task<JsonElement[]> AuditAsync(this HttpClient client, string query = "", params (string, string)[] headers) =>
        [.. (await client.ReadAsync("audit" + query, headers).JsonAsync()).GetProperty("audit").EnumerateArray()];

    /// <summary>Reads until so many rows match: refused attempts are written a little later.</summary>
    public static async Task<JsonElement[]> AuditAsync(this HttpClient client, int count, string query, params (string, string)[] headers)
    {
        JsonElement[] rows = [];
        await TestServers.Eventually.HoldsAsync(
            async () => (rows = await client.AuditAsync(query, headers)).Length >= count, TimeSpan.FromSeconds(30), $"{count} rows are written");
        Assert.Equal(count, rows.Length);
        return rows;
    }
}
