namespace RentABot.Cli.Tests;

public sealed class When_the_server_restarts
{
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_lose_neither_locks_nor_places_in_the_queue()
    {
        await using var server = await TestServer.StartAsync();
        var id = await server.RegisterAsync(_tag, _tag);
        await using var runs = CliRun.Start(server.Url, "run", "--tags", _tag, "--ttl", "30", "--", "sh", "-c", "read line; echo first");
        await server.HasStatusAsync(id, "locked");
        await using var waits = CliRun.Start(server.Url, "run", "--tags", _tag, "--ttl", "30", "--", "echo", "second");
        await waits.SaysAsync("waiting");

        await server.KillAsync();
        await waits.SaysAsync("does not answer");
        await server.StartAgainAsync();
        Assert.Equal("locked", await server.StatusAsync(id));

        Assert.Equal((0, "first\n"), Of(await runs.EndAsync("\n")));
        Assert.Equal((0, "second\n"), Of(await waits.EndAsync()));
        Assert.Equal("available", await server.StatusAsync(id));

        // It has been one and the same place all along: the one whose wait was told first.
        Assert.Equal("released", (await server.GetAsync($"reservations/{IdIn(waits.Errors)}"))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Should_free_when_it_is_back()
    {
        await using var server = await TestServer.StartAsync();
        var id = await server.RegisterAsync(_tag);
        await using var run = CliRun.Start(server.Url, "run", "--name", _tag, "--ttl", "2m", "--retry", "1m", "--", "sh", "-c", "read line; echo ended");
        await server.HasStatusAsync(id, "locked");
        await server.KillAsync();
        var end = run.EndAsync("\n");
        await run.SaysAsync("does not answer");
        await server.StartAgainAsync();

        Assert.Equal((0, "ended\n"), Of(await end));
        Assert.Equal("available", await server.StatusAsync(id));
    }

    private static string IdIn(string errors) => errors[(errors.IndexOf('(', StringComparison.Ordinal) + 1)..errors.IndexOf(')', StringComparison.Ordinal)];

    private static (int ExitCode, string Output) Of((int ExitCode, string Output, string Errors) run) => (run.ExitCode, run.Output);
}
