using RentABot.Load.Http;
using RentABot.Load.Original;

namespace RentABot.Load.Tests;

public sealed class When_the_original_answers_wrongly
{
    private static readonly string[] Unlocked = FakeServer.Json("""{"message":"Resource unlocked"}""");

    [Fact]
    public async Task Should_accept_what_is_right() => await RunAsync(Locked('a'), Unlocked, Locked('b'), Unlocked);

    [Fact]
    public async Task Should_refuse_another_resource() => await FailsAsync(Locked('a', resource: 8), Unlocked);

    [Fact]
    public async Task Should_refuse_a_token_that_came_before() => await FailsAsync(Locked('a'), Unlocked, Locked('a'), Unlocked);

    [Fact]
    public async Task Should_refuse_a_lock_without_a_token() =>
        await FailsAsync(FakeServer.Json("""{"lock-token":"","resource":{"id":7,"lock-token":""}}"""), Unlocked);

    [Fact]
    public async Task Should_refuse_a_refusal() => await FailsAsync(Locked('a'), ["HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"]);

    private static string[] Locked(char token, long resource = 7)
    {
        var text = new string(token, 36);
        return FakeServer.Json($$$"""
            {"message":"Resource locked","lock-token":"{{{text}}}","resource":{"id":{{{resource}}},"name":"a","lock-token":"{{{text}}}"}}
            """);
    }

    private static Task<WrongAnswerException> FailsAsync(params string[][] answers) =>
        Assert.ThrowsAsync<WrongAnswerException>(() => RunAsync(answers));

    private static async Task RunAsync(params string[][] answers)
    {
        await using var server = new FakeServer(answers);
        using var client = new OriginalClient(server.Url, 7);
        for (var i = 0; i < answers.Length; i += 2) await client.DoAsync(TestContext.Current.CancellationToken);
    }
}
