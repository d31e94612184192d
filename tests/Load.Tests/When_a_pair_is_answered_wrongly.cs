using RentABot.Load.Http;
using RentABot.Load.Pairs;

namespace RentABot.Load.Tests;

public sealed class When_a_pair_is_answered_wrongly
{
    private static readonly string Token = new('t', 64);
    private static readonly string[] Unlocked = FakeServer.Json("""{"resource":{"id":7,"name":"a","tags":["x"],"status":"available","locked":false}}""");

    [Fact]
    public async Task Should_accept_what_is_right() => await RunAsync(Locked(1), Unlocked, Locked(2), Unlocked);

    [Fact]
    public async Task Should_refuse_a_fencing_token_that_does_not_grow() => await FailsAsync(Locked(2), Unlocked, Locked(2), Unlocked);

    [Fact]
    public async Task Should_refuse_another_resource() => await FailsAsync(Locked(1, resource: 8), Unlocked);

    [Fact]
    public async Task Should_refuse_a_lock_after_which_the_resource_is_free() => await FailsAsync(Locked(1, status: "available"), Unlocked);

    [Fact]
    public async Task Should_refuse_an_unlock_after_which_the_resource_is_locked() => await FailsAsync(
        Locked(1), FakeServer.Json("""{"resource":{"id":7,"name":"a","tags":["x"],"status":"locked","locked":true}}"""));

    [Fact]
    public async Task Should_refuse_a_refusal_and_quote_it()
    {
        const string Body = """{"code":"already_locked"}""";
        var refusal = await FailsAsync([$"HTTP/1.1 409 Conflict\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"]);
        Assert.Contains("already_locked", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_never_quote_a_token()
    {
        var refusal = await FailsAsync(Locked(1, resource: 8), Unlocked);
        Assert.DoesNotContain(Token, refusal.ToString(), StringComparison.Ordinal);
    }

    private static string[] Locked(long fencingToken, long resource = 7, string status = "locked") => FakeServer.Json($$$"""
        {"lock_token":"{{{Token}}}","fencing_token":{{{fencingToken}}},"resource_id":{{{resource}}},"expires_in":600,
         "resource":{"id":{{{resource}}},"name":"a","tags":["x"],"status":"{{{status}}}","locked":{{{(status == "locked" ? "true" : "false")}}}}}
        """);

    private static Task<WrongAnswerException> FailsAsync(params string[][] answers) =>
        Assert.ThrowsAsync<WrongAnswerException>(() => RunAsync(answers));

    private static async Task RunAsync(params string[][] answers)
    {
        await using var server = new FakeServer(answers);
        using var client = Assert.Single(await PairClient.ConnectAsync(server.Url, [7], 1));
        for (var i = 0; i < answers.Length; i += 2) await client.DoAsync(TestContext.Current.CancellationToken);
    }
}
