using Microsoft.Extensions.Logging;
using RentABot.Allocator.Operations;
using RentABot.Standalone.Storage;

namespace RentABot.Standalone.Tests;

public sealed class When_the_command_line_is_read
{
    [Fact]
    public async Task Should_have_defaults_for_everything()
    {
        var settings = await ReadAsync();
        Assert.Equal(
            new StandaloneSettings { LogLevel = LogLevel.Information, Storage = StorageChoice.Memory },
            settings);
    }

    [Fact]
    public async Task Should_take_short_and_long_options()
    {
        var settings = await ReadAsync(
            "-c", "bots.yaml", "--host", "::1", "-p", "8123", "--log-level", "WARNING", "--log-format", "json",
            "--persist", "sqlite:///tmp/x.sqlite");
        Assert.Equal(
            new StandaloneSettings
            {
                ConfigPath = "bots.yaml",
                Url = "http://[::1]:8123",
                LogLevel = LogLevel.Warning,
                LogFormat = "json",
                Storage = new StorageChoice("/tmp/x.sqlite"),
            },
            settings);
    }

    [Theory]
    [InlineData("--host", "0.0.0.0", "http://0.0.0.0:8000")]
    [InlineData("--port", "8123", "http://127.0.0.1:8123")]
    public async Task Should_have_an_address_when_a_part_of_it_is_there(string option, string value, string url)
    {
        var settings = await ReadAsync(option, value);
        Assert.Equal(url, settings.Url);
    }

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--port", "many")]
    [InlineData("--host", "lab.example")]
    [InlineData("--log-level", "loud")]
    [InlineData("--log-format", "xml")]
    [InlineData("--persist", "disk")]
    [InlineData("--unknown", "x")]
    public async Task Should_refuse_what_it_does_not_know(string option, string value)
    {
        var ran = false;
        var command = StandaloneCommand.Create(_ =>
        {
            ran = true;
            return Task.FromResult(0);
        }, Operate);
        var parsed = command.Parse([option, value]);
        parsed.InvocationConfiguration.Error = TextWriter.Null;
        parsed.InvocationConfiguration.Output = TextWriter.Null;
        Assert.NotEqual(0, await parsed.InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.False(ran);
        Assert.NotEmpty(parsed.Errors);
    }

    [Theory]
    [InlineData("'--confg' is not understood; did you mean --config?", "--confg", "lab.yaml")]
    [InlineData("'serve' is not understood", "serve")]
    [InlineData("'imprt' is not understood; did you mean import?", "imprt", "lab.yaml")]
    [InlineData("--port must be 0-65535", "--port", "many")]
    [InlineData("--log-format must be plain or json", "--log-format", "xml")]
    [InlineData("--host must be an address of this machine, or localhost, not 'lab.example': 0.0.0.0 or :: is all of them", "--host", "lab.example")]
    public async Task Should_say_in_one_line_what_is_wrong(string mistake, params string[] args)
    {
        var run = await OperatorRun.OfAsync(AppContext.BaseDirectory, "", args);
        Assert.Equal($"rentabot: {mistake}; see --help{Environment.NewLine}", run.Errors);
        Assert.Equal("", run.Output);
        Assert.Equal(1, run.ExitCode);
    }

    private static async Task<StandaloneSettings> ReadAsync(params string[] args)
    {
        StandaloneSettings? read = null;
        var command = StandaloneCommand.Create(settings =>
        {
            read = settings;
            return Task.FromResult(0);
        }, Operate);
        Assert.Equal(0, await command.Parse(args).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        return read!;
    }

    private static Task<int> Operate(StorageChoice choice, DatabaseUse use, Operation work) =>
        throw new InvalidOperationException("No command line here names an operation.");
}
