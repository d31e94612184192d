using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Audit;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence;
using RentABot.Persistence.Audit;

namespace RentABot.Gateway.Tests.Audit;

public sealed class When_the_audit_is_read_backwards : GatewayTest
{
    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_give_page_by_page_what_is_read_forwards_the_other_way_round(bool? success)
    {
        await WriteAsync();
        var filter = new AuditFilter { Success = success };
        var (forwards, _) = await ReadAsync(db => db.ReadAuditAsync(filter, default, 100, Cancelled));
        Assert.NotEmpty(forwards);
        for (var limit = 1; limit <= forwards.Count + 1; limit++)
        {
            var read = new List<AuditRow>();
            AuditPosition? position = null;
            do
            {
                var (rows, older) = await ReadAsync(db => db.ReadAuditBackAsync(filter, position, limit, Cancelled));
                Assert.True(older is null || rows.Count == limit);
                read.AddRange(rows);
                position = older;
            }
            while (position is not null);

            Assert.Equal(forwards.Reverse().Select(Describe), read.Select(Describe));
        }
    }

    [Fact]
    public async Task Should_have_cursors_from_which_the_trail_goes_on()
    {
        await WriteAsync();
        var (rows, _) = await ReadAsync(db => db.ReadAuditBackAsync(AuditFilter.Everything, null, 100, Cancelled));
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.True(AuditPosition.TryParse(rows[i].Cursor, out var position));
            var (later, _) = await ReadAsync(db => db.ReadAuditAsync(AuditFilter.Everything, position, 100, Cancelled));
            Assert.Equal(rows.Take(i).Reverse().Select(Describe), later.Select(Describe));
        }
    }

    [Fact]
    public async Task Should_go_on_with_what_was_there_though_more_comes_meanwhile()
    {
        await WriteAsync();
        var (newest, older) = await ReadAsync(db => db.ReadAuditBackAsync(AuditFilter.Everything, null, 2, Cancelled));
        await WriteAsync();
        var (before, _) = await ReadAsync(db => db.ReadAuditBackAsync(AuditFilter.Everything, older, 100, Cancelled));
        Assert.Equal(4, before.Count);
        Assert.Empty(before.Select(Describe).Intersect(newest.Select(Describe)));
    }

    private static string Describe(AuditRow row) => $"{row.EventType} {row.Sequence} {row.Actor}";

    private async Task WriteAsync()
    {
        await RefuseAsync("before all");
        await Host.AppendAsync(new EventSketch("LockAcquired") { ResourceId = 7 }, new EventSketch("LockReleased") { ResourceId = 7 });
        await RefuseAsync("in between");
        await RefuseAsync("right after");
        await Host.AppendAsync(new EventSketch("LockAcquired") { ResourceId = 7 });
    }

    private Task RefuseAsync(string actor) => Host.SeedAsync(db => db.RefusedAttempts.Add(new RefusedAttempt
    {
        Sequence = db.LedgerHeads.Select(head => head.Sequence).Single(),
        Type = RefusalTypes.Request,
        OccurredAt = Trail.Began,
        Actor = actor,
        Details = "{}",
    }));

    private async Task<T> ReadAsync<T>(Func<RentABotDbContext, Task<T>> read)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RentABotDbContext>());
    }
}
