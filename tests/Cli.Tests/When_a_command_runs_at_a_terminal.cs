using RentABot.TestServers;

namespace RentABot.Cli.Tests;

public sealed class When_a_command_runs_at_a_terminal(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_leave_the_keyboard_to_who_reads_its_output()
    {
        await _server.RegisterAsync(_tag);
        await using var run = CliRun.StartAtTerminal(
            _server.Url,
            $$"""
            rentabot run -q --name {{_tag}} -- sh -c 'echo ready; while [ ! -e seen ]; do sleep 0.05; done' | {
                read first
                echo "$first to read"
                read key < /dev/tty && echo "read $key"
                touch seen
            }
            """);
        await run.SaysAsync("ready to read");
        await run.TypeAsync("keys\n");

        Assert.Contains("read keys\n", (await run.EndAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_have_the_keyboard_in_a_pipe_too_once_it_asks_for_it()
    {
        await _server.RegisterAsync(_tag);
        await using var run = CliRun.StartAtTerminal(
            _server.Url, $"rentabot run -q --name {_tag} -- sh -c 'echo ready to read; read line; echo \"read $line\"' | cat");
        await run.SaysAsync("ready to read");
        await run.TypeAsync("keys\n");

        Assert.Contains("read keys\n", (await run.EndAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_have_the_keyboard_where_nothing_else_wants_it()
    {
        await _server.RegisterAsync(_tag);

        // The foreground is the command's own group.
        await using var run = CliRun.StartAtTerminal(
            _server.Url, $"rentabot run -q --name {_tag} -- sh -c 'ps -o pgid=,tpgid= -p $$ | {{ read own foreground; [ $own = $foreground ] && echo foreground; }}'");

        Assert.Equal((0, "foreground\n"), Of(await run.EndAsync()));
    }

    [Fact]
    public async Task Should_leave_the_terminal_as_it_was()
    {
        await _server.RegisterAsync(_tag);
        await using var run = CliRun.StartAtTerminal(
            _server.Url,
            $"""
            stty -a > before
            rentabot run -q --name {_tag} -- sh -c 'stty raw -echo; stty -a > changed'
            stty -a > after
            cmp -s before changed || echo changed
            cmp before after && echo as before
            """);

        Assert.Equal((0, "changed\nas before\n"), Of(await run.EndAsync()));
    }

    [Fact]
    public async Task Should_end_by_a_second_interrupt_where_the_keyboard_is_not_its_own()
    {
        await _server.RegisterAsync(_tag);
        await using var run = CliRun.StartAtTerminal(
            _server.Url,
            $$"""
            set -m
            { rentabot run --name {{_tag}} -- sh -c 'trap "" INT; echo ready; while :; do sleep 0.05; done'; echo "ended with $?"; } | sh -c 'trap "" INT; cat'
            """);
        await run.SaysAsync("ready");
        await run.TypeAsync("\u0003");
        await run.SaysAsync("the command goes on after the interrupt");
        await run.TypeAsync("\u0003");

        Assert.Contains("ended with 130", (await run.EndAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_stop_with_the_job_whose_output_is_read()
    {
        await _server.RegisterAsync(_tag);
        await using var run = CliRun.StartAtTerminal(
            _server.Url,
            $$"""
            set -m
            rentabot run -q --name {{_tag}} -- sh -c 'echo $$ > process; echo ready; while :; do sleep 0.05; done' | cat
            echo "stopped: $(ps -o state= -p "$(cat process)")"
            kill -TERM %1
            fg %1 > /dev/null
            """);
        await run.SaysAsync("ready");
        await run.TypeAsync("\u001a");
        await run.SaysAsync("stopped: T");
        await run.EndAsync();
        await Eventually.HoldsAsync(
            async () => (await _server.GetAsync($"resources?name={_tag}"))["resources"]![0]!["status"]!.GetValue<string>() == "available",
            TimeSpan.FromSeconds(30),
            "the lock is freed");
    }

    private static (int ExitCode, string Output) Of((int ExitCode, string Output, string Errors) run) => (run.ExitCode, run.Output);
}
