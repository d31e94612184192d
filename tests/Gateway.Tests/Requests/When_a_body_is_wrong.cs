using System.Net;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Requests;

public sealed class When_a_body_is_wrong(When_a_body_is_wrong.SmallGateway gateway) : SharedGatewayTest<When_a_body_is_wrong.SmallGateway>(gateway)
{
    [Theory]
    [InlineData("{\"ttl\":")]
    [InlineData("{\"ttl\": 1}}")]
    [InlineData("{\"ttl\": 1,}")]
    [InlineData("{ttl: 1}")]
    [InlineData("{\"ttl\": 1, \"ttl\": 2}")]
    [InlineData("{\"details\": \"\\ud800\", \"\\ud800\": 1}")]
    public async Task Should_call_it_malformed_where_it_is_no_JSON(string body)
    {
        await Client.PostAsync("resources/1/lock", body).ProblemAsync(400, "malformed_json");
        Assert.Empty(Allocator.All<LockResources>());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    public async Task Should_want_an_object(string body)
    {
        var problem = await Client.PostAsync("resources/1/lock", body).ProblemAsync(422, "invalid");
        Assert.Equal("must be a JSON object", problem.ErrorAt("body"));
    }

    [Fact]
    public async Task Should_name_every_wrong_field()
    {
        var problem = await Client.PostAsync("resources/lock", """
            {"id": "one", "name": 2, "tags": 3, "quantity": 1.5, "ttl": 99999999999, "wait": true, "tll": 5}
            """).ProblemAsync(422, "invalid");
        Assert.Equal("must be a whole number", problem.ErrorAt("id"));
        Assert.Equal("must be a string", problem.ErrorAt("name"));
        Assert.Equal("must be a comma-separated string or an array of strings", problem.ErrorAt("tags"));
        Assert.Equal("must be a whole number", problem.ErrorAt("quantity"));
        Assert.Equal("must be a whole number", problem.ErrorAt("ttl"));
        Assert.Equal("must be a whole number", problem.ErrorAt("wait"));
        Assert.Equal("is not known here", problem.ErrorAt("tll"));
    }

    [Theory]
    [InlineData("resources/1/unlock", """{"force": "yes"}""", "force", "must be true or false")]
    [InlineData("resources/unlock-batch", """{"lock_tokens": "x"}""", "lock_tokens", "must be an array of strings")]
    [InlineData("resources/1/unavailable", """{"until": "2030-01-01"}""", "until", "must be an RFC 3339 instant such as 2030-01-31T12:00:00Z")]
    [InlineData("resources/1/unavailable", """{"from": "2030-01-01T12:00:00"}""", "from", "must be an RFC 3339 instant such as 2030-01-31T12:00:00Z")]
    [InlineData("resources/1/unavailable", """{"from": 5}""", "from", "must be an RFC 3339 instant such as 2030-01-31T12:00:00Z")]
    [InlineData("resources", """{"tags": ["a", 1]}""", "tags", "must be a comma-separated string or an array of strings")]
    public async Task Should_say_what_a_field_must_be(string path, string body, string field, string message)
    {
        var problem = await Client.PostAsync(path, body).ProblemAsync(422, "invalid");
        Assert.Equal(message, problem.ErrorAt(field));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/yaml")]
    public async Task Should_take_no_other_kind(string contentType)
    {
        await Client.SendAsync(HttpMethod.Post, "resources/1/lock", "{}", contentType).ProblemAsync(415, "unsupported_media_type");
        Assert.Empty(Allocator.All<LockResources>());
    }

    [Fact]
    public async Task Should_take_no_body_that_is_too_long()
    {
        await Client.PostAsync("resources/1/lock", $$"""{"details": "{{new string('x', 2048)}}"}""").ProblemAsync(413, "too_large");
        await Client.ImportAsync($"board:\n  description: {new string('x', 4096)}\n").ProblemAsync(413, "too_large");
    }

    [Fact]
    public async Task Should_notice_a_long_body_that_does_not_say_its_length()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/resources/1/lock");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StreamContent(new Unsized(5000));
        request.Content.Headers.ContentType = new("application/json");
        await Client.SendAsync(request, Cancelled).ProblemAsync(413, "too_large");
    }

    [Fact]
    public async Task Should_take_a_byte_order_mark_and_a_body_up_to_the_limit()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        var details = new string('x', 1990);
        await Client.PostAsync("resources/1/lock", $$"""{{"\uFEFF"}}{"details": "{{details}}"}""").JsonAsync();
        Assert.Equal(details, Allocator.Only<LockResources>().Details);
    }

    [Fact]
    public async Task Should_take_no_body_for_an_empty_one_whatever_its_kind()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        using var response = await Client.SendAsync(HttpMethod.Post, "resources/1/lock", "", "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public sealed class SmallGateway : SharedGateway
    {
        protected override string[] Settings => ["Gateway:MaxBodySize=2048", "Gateway:MaxImportSize=4096"];
    }

    private sealed class Unsized(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
