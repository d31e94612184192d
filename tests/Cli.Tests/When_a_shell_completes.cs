using System.Globalization;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

public sealed class When_a_shell_completes(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_know_the_servers_names_and_tags()
    {
        await _server.RegisterAsync($"{_tag}-x", $"{_tag},{_tag}:usb=2");
        await GivesAsync($"{_tag}-x\n", () => SuggestAsync(_server.Url, $"rentabot show {_tag}"));
        await GivesAsync($"{_tag}-x\n", () => SuggestAsync(_server.Url, $"rentabot run --name {_tag}"));
        await GivesAsync($"{_tag}\n{_tag}:usb=2\n", () => SuggestAsync(_server.Url, $"rentabot list --tags {_tag}"));
        await GivesAsync($"{_tag},{_tag}:usb=2\n", () => SuggestAsync(_server.Url, $"rentabot run --tags {_tag},{_tag}"));
        await GivesAsync("unlock\n", () => SuggestAsync(_server.Url, "rentabot unlo"));
    }

    [Theory]
    [InlineData("rentabot run --tags arm64 ")]
    [InlineData("rentabot run --tags arm64,board --tags usb ")]
    [InlineData("rentabot lock --tags arm64 ")]
    [InlineData("rentabot lock board ")]
    [InlineData("rentabot run board ")]
    [InlineData("rentabot reserve -t arm64 -n 2 ")]
    public async Task Should_offer_options_when_what_is_asked_for_is_said(string line)
    {
        await _server.RegisterAsync($"{_tag}-x", _tag);
        string[] words = [.. (await SuggestAsync(_server.Url, line)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Except(["/?", "/h"])];
        Assert.Contains("--ttl", words);
        Assert.Contains("--json", words);
        Assert.All(words, word => Assert.StartsWith("-", word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rentabot run --tags arm64 --tt", "--ttl\n")]
    [InlineData("rentabot run --ttl 5 --tags arm64 --tt", "")]
    [InlineData("rentabot run --tags arm64 -- ", "")]
    [InlineData("rentabot run --tags arm64 -- make --t", "")]
    [InlineData("rentabot run --tags arm64 --ttl ", "")]
    [InlineData("rentabot list --status lo", "locked\n")]
    [InlineData("rentabot completion ba", "bash\n")]
    public async Task Should_offer_what_may_stand_there(string line, string expected)
    {
        var words = (await SuggestAsync(_server.Url, line)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Concat(words.Select(word => word + "\n")));
    }

    [Fact]
    public async Task Should_be_silent_where_nobody_answers()
    {
        var run = await CliRun.OfAsync(new Uri("http://127.0.0.1:9"), "[suggest:16]", "rentabot show abc");
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output.Trim(), run.Errors));
    }

    [Fact]
    public async Task Should_be_completed_by_bash()
    {
        await _server.RegisterAsync($"{_tag}-x", $"{_tag}:usb=2");

        // As bash has taken the line apart: at the colon as well.
        await GivesAsync($"{_tag}-x\n", () => CompleteAsync($"rentabot show {_tag}", "rentabot", "show", _tag));
        await GivesAsync("usb=2\n", () => CompleteAsync($"rentabot list -t {_tag}:u", "rentabot", "list", "-t", _tag, ":", "u"));
        await GivesAsync("completion\n", () => CompleteAsync("rentabot compl", "rentabot", "compl"));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Should_get_a_script(string shell)
    {
        var run = await CliRun.OfAsync(null, "completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Who types does not wait for long, so a busy machine may have nothing to say at first.</summary>
    private static Task GivesAsync(string expected, Func<Task<string>> complete)
    {
        var given = "";
        return Eventually.HoldsAsync(
            async () => (given = await complete()) == expected || (given.Trim().Length > 0 ? throw new InvalidOperationException(given) : false),
            TimeSpan.FromSeconds(60), $"'{expected}' is suggested");
    }

    private async Task<string> CompleteAsync(string line, params string[] words)
    {
        var quoted = string.Join(' ', words.Select(word => $"'{word}'"));
        var run = await CliRun.ShellAsync(
            _server.Url, "bash",
            $"""
            compopt() {'{'} :; {'}'}
            eval "$(rentabot completion bash)"
            COMP_LINE='{line}' COMP_POINT={line.Length.ToString(CultureInfo.InvariantCulture)} COMP_WORDS=({quoted}) COMP_CWORD={words.Length - 1}
            _rentabot
            printf '%s\n' "${'{'}COMPREPLY[@]{'}'}"
            """);
        Assert.Equal("", run.Errors);
        return run.Output;
    }

    private static async Task<string> SuggestAsync(Uri server, string line)
    {
        var run = await CliRun.OfAsync(server, $"[suggest:{line.Length.ToString(CultureInfo.InvariantCulture)}]", line);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Output;
    }
}
