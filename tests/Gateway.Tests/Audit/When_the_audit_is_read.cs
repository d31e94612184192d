using System.Globalization;
using System.Text.Json;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence.Audit;

namespace RentABot.Gateway.Tests.Audit;

public sealed class When_the_audit_is_read : GatewayTest
{
    private static readonly Guid Reservation = Guid.Parse("0198f0a0-0000-7000-8000-000000000001");

    [Fact]
    public async Task Should_tell_of_an_event_all_that_is_known()
    {
        await Host.AppendAsync(new EventSketch("LockAcquired") { ResourceId = 7, ReservationId = Reservation, ClientId = "job-1" });
        var row = Assert.Single(await Client.AuditAsync());
        Assert.Equal(
            $$$"""{"sequence":1,"cursor":"1.0","timestamp":"2026-11-01T12:00:01Z","event_type":"LockAcquired","resource_id":7,"resource_name":"board-7","reservation_id":"{{{Reservation}}}","client_id":"job-1","actor":"ci","ip":"192.0.2.7","user_agent":"curl/8","success":true,"details":{"sequence":1}}""",
            row.GetRawText());
    }

    [Theory]
    [InlineData("", "1 2 3 r 4 r")]
    [InlineData("?event_type=LockAcquired", "1 4")]
    [InlineData("?event_type=RequestRefused", "r r")]
    [InlineData("?resource_id=7", "1 2 r")]
    [InlineData("?reservation_id=0198f0a0-0000-7000-8000-000000000001", "3")]
    [InlineData("?client_id=job-1", "1 r")]
    [InlineData("?actor=ci", "1 2 4")]
    [InlineData("?actor=boss", "3 r")]
    [InlineData("?success=true", "1 2 3 4")]
    [InlineData("?success=false", "r r")]
    [InlineData("?from=2026-11-01T12:00:03Z&success=true", "3 4")]
    [InlineData("?to=2026-11-01T12:00:03Z&success=true", "1 2")]
    [InlineData("?actor=ci&resource_id=7&event_type=LockReleased", "2")]
    [InlineData("?actor=nobody", "")]
    public async Task Should_keep_out_what_is_not_asked_for(string query, string expected)
    {
        await WriteAsync();
        var rows = await Client.AuditAsync(query);
        Assert.Equal(expected, string.Join(' ', rows.Select(NameOf)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&success=true")]
    [InlineData("&actor=boss")]
    public async Task Should_give_each_row_once_page_by_page(string filter)
    {
        await WriteAsync();
        var all = await Client.AuditAsync("?limit=1000" + filter);
        for (var limit = 1; limit <= all.Length + 1; limit++)
        {
            var read = new List<JsonElement>();
            var query = $"?limit={limit}{filter}";
            while (true)
            {
                using var response = await Client.ReadAsync("audit" + query);
                var page = await response.JsonAsync();
                read.AddRange(page.GetProperty("audit").EnumerateArray());
                if (response.Header("Link") is not { } link) break;
                Assert.Equal($"?limit={limit}{filter}&cursor={page.Text("next_cursor")}", query = link[link.IndexOf('?', StringComparison.Ordinal)..link.IndexOf('>', StringComparison.Ordinal)]);
            }

            Assert.Equal(all.Select(row => row.GetRawText()), read.Select(row => row.GetRawText()));
        }
    }

    [Theory]
    [InlineData("?last=1", "r")]
    [InlineData("?last=3", "r 4 r")]
    [InlineData("?last=1000", "1 2 3 r 4 r")]
    [InlineData("?last=1&success=true", "4")]
    [InlineData("?last=2&resource_id=7", "2 r")]
    [InlineData("?last=2&actor=nobody", "")]
    public async Task Should_begin_with_the_newest_where_the_last_are_asked_for(string query, string expected)
    {
        await WriteAsync();
        using var response = await Client.ReadAsync("audit" + query);
        var page = await response.JsonAsync();
        Assert.Equal(expected, string.Join(' ', page.GetProperty("audit").EnumerateArray().Select(NameOf)));
        Assert.Null(response.Header("Link"));

        await Host.AppendAsync(new EventSketch("LockReleased") { ResourceId = 8 });
        Assert.Equal("5", string.Join(' ', (await Client.AuditAsync($"?cursor={page.Text("next_cursor")}")).Select(NameOf)));
    }

    [Fact]
    public async Task Should_have_the_present_name_of_what_a_refused_attempt_was_about()
    {
        await Host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(7, "lab.board")));
        await WriteAsync();
        await RefuseAsync("eve", 77, null);
        foreach (var query in new[] { "?success=false", "?success=false&last=100" })
        {
            var names = (await Client.AuditAsync(query)).Select(row => row.Text("resource_name"));
            Assert.Equal(["lab.board", null, null], names);
        }
    }

    [Fact]
    public async Task Should_go_on_where_a_row_says()
    {
        await WriteAsync();
        var all = await Client.AuditAsync();
        for (var i = 0; i < all.Length; i++)
        {
            var rest = await Client.AuditAsync($"?cursor={all[i].Text("cursor")}");
            Assert.Equal(all.Skip(i + 1).Select(row => row.GetRawText()), rest.Select(row => row.GetRawText()));
        }
    }

    /// <summary>While events and refusals are written at the same time.</summary>
    [Fact]
    public async Task Should_give_whoever_polls_each_row_once_and_in_order()
    {
        const int Events = 200;
        const int Requests = 60;
        var writing = Task.WhenAll(AppendManyAsync(), RefuseManyAsync());
        var read = new List<JsonElement>();
        var cursor = "0.0";
        while (read.Count < Events + Requests)
        {
            var page = await Client.ReadAsync($"audit?limit=7&cursor={cursor}").JsonAsync();
            read.AddRange(page.GetProperty("audit").EnumerateArray());
            cursor = page.Text("next_cursor")!;
        }

        await writing;
        Assert.Empty((await Client.ReadAsync($"audit?cursor={cursor}").JsonAsync()).GetProperty("audit").EnumerateArray());
        Assert.Equal(Events, read.Count(row => row.GetProperty("success").GetBoolean()));
        Assert.Equal(Requests, read.Count(row => row.Text("event_type") == RefusalTypes.Request));
        Assert.Equal(read.Count, read.Select(row => row.Text("cursor")).Distinct().Count());
        Assert.Equal(read.Select(row => row.Number("sequence")).Order(), read.Select(row => row.Number("sequence")));
        Assert.Equal((await Client.AuditAsync("?limit=1000")).Select(row => row.GetRawText()), read.Select(row => row.GetRawText()));

        async Task AppendManyAsync()
        {
            for (var i = 0; i < Events; i++) await Host.AppendAsync(new EventSketch("LockAcquired"));
        }

        async Task RefuseManyAsync()
        {
            for (var i = 0; i < Requests; i++) await Client.ReadAsync("audit?limit=0").ProblemAsync(422, "invalid");
        }
    }

    [Theory]
    [InlineData("from", "yesterday")]
    [InlineData("to", "2026-11-01")]
    [InlineData("to", "2026-11-01T12:00:00Z&from=2026-11-01T12:00:00Z")]
    [InlineData("resource_id", "board-1")]
    [InlineData("reservation_id", "1")]
    [InlineData("success", "1")]
    [InlineData("cursor", "abc")]
    [InlineData("cursor", "1.-2")]
    [InlineData("cursor", "1")]
    [InlineData("limit", "0")]
    [InlineData("limit", "1001")]
    [InlineData("last", "0")]
    [InlineData("last", "1001")]
    [InlineData("last", "1&limit=1")]
    [InlineData("last", "1&cursor=0.0")]
    [InlineData("event_type", "Nonsense")]
    public async Task Should_say_what_is_wrong_with_a_parameter(string name, string value) =>
        Assert.NotEmpty((await Client.ReadAsync($"audit?{name}={value}").ProblemAsync(422, "invalid")).ErrorAt(name));

    [Fact]
    public async Task Should_say_which_kinds_of_rows_there_are()
    {
        var problem = await Client.ReadAsync("audit?event_type=Nonsense").ProblemAsync(422, "invalid");
        var said = problem.ErrorAt("event_type");
        Assert.StartsWith("must be one of LockAcquired, ", said, StringComparison.Ordinal);
        Assert.EndsWith(", RequestRefused, CommandRefused, RefusalsDropped", said, StringComparison.Ordinal);
        foreach (var type in said["must be one of ".Length..].Split(", ")) Assert.Empty(await Client.AuditAsync($"?event_type={type}&actor=nobody"));
    }

    private async Task WriteAsync()
    {
        await Host.AppendAsync(
            new EventSketch("LockAcquired") { ResourceId = 7, ClientId = "job-1" },
            new EventSketch("LockReleased") { ResourceId = 7 },
            new EventSketch("ReservationQueued") { ReservationId = Reservation, Actor = "boss" });
        await RefuseAsync("boss", 7, "job-1");
        await Host.AppendAsync(new EventSketch("LockAcquired") { ResourceId = 8 });
        await RefuseAsync("eve", null, null);
    }

    private Task RefuseAsync(string actor, long? resourceId, string? clientId) => Host.SeedAsync(db => db.RefusedAttempts.Add(new RefusedAttempt
    {
        Sequence = db.LedgerHeads.Select(head => head.Sequence).Single(),
        Type = RefusalTypes.Request,
        OccurredAt = Trail.Began,
        Actor = actor,
        ResourceId = resourceId,
        ClientId = clientId,
        Details = "{}",
    }));

    private static string NameOf(JsonElement row) =>
        row.GetProperty("success").GetBoolean() ? row.Number("sequence").ToString(CultureInfo.InvariantCulture) : "r";
}
