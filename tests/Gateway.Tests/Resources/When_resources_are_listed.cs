using System.Net;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence;
using RentABot.Persistence.Locks;

namespace RentABot.Gateway.Tests.Resources;

public sealed class When_resources_are_listed(When_resources_are_listed.FiveBoards gateway) : SharedGatewayTest<When_resources_are_listed.FiveBoards>(gateway)
{
    private static readonly Guid Waiter = Guid.Parse("11111111-2222-3333-4444-5555deadbeef");

    [Theory]
    [InlineData("", "1,2,3,4,5")]
    [InlineData("?tags=arm", "1,2,4")]
    [InlineData("?tags=arm,mx8", "1,4")]
    [InlineData("?tags=mx8%20arm", "1,4")]
    [InlineData("?tags=ar", "")]
    [InlineData("?expression=arm", "1,2,4")]
    [InlineData("?expression=arm%20%26%26%20!mx8", "2")]
    [InlineData("?expression=x86%20or%20armada", "3,5")]
    [InlineData("?expression=not(arm||x86)", "5")]
    [InlineData("?expression='or'", "")]
    [InlineData("?expression=!armada&tags=mx8", "1,4")]
    [InlineData("?expression=!mx8&tags=mx8", "")]
    [InlineData("?expression=mx8&available=true", "1")]
    [InlineData("?name=board-B", "2")]
    [InlineData("?name=board-b", "")]
    [InlineData("?status=available", "1")]
    [InlineData("?status=locked", "2,5")]
    [InlineData("?status=held", "3")]
    [InlineData("?status=unavailable", "4")]
    [InlineData("?client_id=ci-1", "2")]
    [InlineData("?locked=true", "2,5")]
    [InlineData("?locked=false", "1,3,4")]
    [InlineData("?available=true", "1")]
    [InlineData("?available=False", "2,3,4,5")]
    [InlineData("?unavailable=true", "4,5")]
    [InlineData("?unavailable=false", "1,2,3")]
    [InlineData("?locked=true&unavailable=true", "5")]
    [InlineData("?sort=name", "5,2,4,1,3")]
    [InlineData("?sort=name&order=desc", "3,1,4,2,5")]
    [InlineData("?sort=id&order=desc", "5,4,3,2,1")]
    [InlineData("?sort=status", "1,3,2,5,4")]
    [InlineData("?sort=status&order=desc", "4,2,5,3,1")]
    [InlineData("?sort=lock_expires_at", "5,2,1,3,4")]
    [InlineData("?sort=lock_expires_at&order=desc", "2,5,1,3,4")]
    public async Task Should_filter_and_sort(string query, string ids)
    {
        var list = await Client.ReadAsync("resources" + query).JsonAsync();
        Assert.Equal(ids, string.Join(',', list.GetProperty("resources").EnumerateArray().Select(r => r.Number("id"))));
        Assert.Equal(list.GetProperty("resources").GetArrayLength(), list.Number("total"));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=1&page=2", "page")]
    [InlineData("page=x", "page")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("locked=1", "locked")]
    [InlineData("available=", "available")]
    [InlineData("status=free", "status")]
    [InlineData("sort=tags", "sort")]
    [InlineData("order=up", "order")]
    [InlineData("tags=a!", "tags")]
    [InlineData("expression=", "expression")]
    [InlineData("expression=arm%20mx8", "expression")]
    public async Task Should_refuse_what_it_does_not_understand(string query, string field)
    {
        var problem = await Client.ReadAsync("resources?" + query).ProblemAsync(422, "invalid");
        Assert.NotEmpty(problem.ErrorAt(field));
    }

    [Fact]
    public async Task Should_give_pages_with_links_to_their_neighbours()
    {
        using var response = await Client.ReadAsync("resources?tags=&page=2&limit=2&sort=id");
        var list = await response.JsonAsync();
        Assert.Equal(["resources", "page", "limit", "total"], list.Fields());
        Assert.Equal((2, 2, 5), (list.Number("page"), list.Number("limit"), list.Number("total")));
        Assert.Equal([3, 4], list.GetProperty("resources").EnumerateArray().Select(r => r.Number("id")));
        Assert.Equal(
            "</api/v1/resources?tags=&sort=id&page=1&limit=2>; rel=\"first\", "
            + "</api/v1/resources?tags=&sort=id&page=1&limit=2>; rel=\"prev\", "
            + "</api/v1/resources?tags=&sort=id&page=3&limit=2>; rel=\"next\", "
            + "</api/v1/resources?tags=&sort=id&page=3&limit=2>; rel=\"last\"",
            response.Header("Link"));
    }

    [Fact]
    public async Task Should_keep_the_expression_in_the_links()
    {
        using var response = await Client.ReadAsync("resources?expression=arm%20%26%26%20!x%2by&limit=1");
        Assert.Contains("</api/v1/resources?expression=arm%20%26%26%20!x%2By&page=2&limit=1>; rel=\"next\"", response.Header("Link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_lead_back_from_behind_the_last_page()
    {
        using var response = await Client.ReadAsync("resources?page=9&limit=2");
        Assert.Equal(0, (await response.JsonAsync()).GetProperty("resources").GetArrayLength());
        Assert.Contains("page=3&limit=2>; rel=\"prev\"", response.Header("Link"), StringComparison.Ordinal);
        Assert.DoesNotContain("next", response.Header("Link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_answer_304_until_something_changes()
    {
        using var first = await Client.ReadAsync("resources?limit=2");
        var tag = first.Header("ETag")!;
        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        using var second = await Client.ReadAsync("resources?limit=2", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(tag, second.Header("ETag"));
        using var another = await Client.ReadAsync("resources?limit=3", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);

        await Host.SeedAsync(db => db.LedgerHeads.Single().Version++);
        using var changed = await Client.ReadAsync("resources?limit=2", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Header("ETag"));
    }

    /// <summary>1 free, 2 locked until later, 3 held, 4 unavailable, 5 locked and unavailable.</summary>
    public sealed class FiveBoards : SharedGateway
    {
        private protected override void Seed(RentABotDbContext db)
        {
            db.Resources.Add(Samples.ResourceRow(1, "board-a", "arm", "mx8"));
            db.Resources.Add(Samples.ResourceRow(2, "board-B", "arm"));
            db.Resources.Add(Samples.ResourceRow(3, "c", "x86"));
            var away = Samples.ResourceRow(4, "board-C", "mx8", "arm");
            var lockedAway = Samples.ResourceRow(5, "A", "armada");
            away.Unavailable = lockedAway.Unavailable = true;
            db.Resources.AddRange(away, lockedAway);
            db.Locks.Add(Samples.LockRow(2, seconds: 7200));
            db.Locks.Add(Samples.LockRow(5, seconds: 3600, client: "ci-2"));
            db.Reservations.Add(Samples.ReservationRow(Waiter));
            db.Holds.Add(new Hold { ResourceId = 3, ReservationId = Waiter });
        }
    }
}
