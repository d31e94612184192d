using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Hosting;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Descriptors;

public sealed class When_a_descriptor_is_imported_at_the_start : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly GatewayHost _host = new();

    [Fact]
    public async Task Should_be_ready_once_it_is_through()
    {
        var answer = new TaskCompletionSource<object?>();
        _host.Allocator.On<ImportResources>((_, _) => answer.Task);
        await StartAsync("resources.yaml", "a:\n  tags: x\n  colour: red\n");
        await _host.Allocator.GetsAsync<ImportResources>();
        var readiness = await _host.Client.ReadAsync("/readiness").JsonAsync(System.Net.HttpStatusCode.ServiceUnavailable);
        Assert.Equal("its import is under way", readiness.GetProperty("checks").Text("descriptor"));
        answer.SetResult(new ImportResourcesResult { Created = 1, Updated = 0, Unchanged = 0, Pruned = 0, Skipped = [] });
        await Eventually.HoldsAsync(async () => (await _host.Client.ReadAsync("/readiness")).IsSuccessStatusCode, Patience, "the gateway is ready");
        Assert.Equal("a", Assert.Single(_host.Allocator.Only<ImportResources>().Resources).Name);
        Assert.Equal("rentabot", _host.Allocator.Last<ImportResources>().Header(CommandHeaders.Actor));
        Assert.Contains(_host.Logs, line => line.Contains("1 created, 0 updated, 0 unchanged", StringComparison.Ordinal));
        Assert.Contains(_host.Logs, line => line.Contains("colour is not known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_be_tried_until_the_allocator_and_the_database_answer()
    {
        _host.Clock.Failure = new TimeoutException();
        await StartAsync("resources.json", """{"a": {}}""");
        await Eventually.HoldsAsync(() => Logged("has to wait: TimeoutException") || Logged("has to wait: broker_unavailable"), Patience, "the import waits");
        _host.Allocator.Refuse<ImportResources>(503, "database_unavailable");
        _host.Clock.Failure = null;
        await Eventually.HoldsAsync(() => Logged("has to wait: database_unavailable"), Patience, "the import is refused for now");
        _host.Allocator.On<ImportResources>(_ => new ImportResourcesResult { Created = 1, Updated = 0, Unchanged = 0, Pruned = 0, Skipped = [] });
        await Eventually.HoldsAsync(() => Logged("1 created"), Patience, "the import is through");
    }

    [Fact]
    public async Task Should_stay_unready_when_it_is_refused_for_good()
    {
        _host.Allocator.Refuse<ImportResources>(422, "invalid");
        await StartAsync("resources.yaml", "a:\n");
        await Eventually.HoldsAsync(() => Logged("was refused: invalid"), Patience, "the import is refused");
        var readiness = await _host.Client.ReadAsync("/readiness").JsonAsync(System.Net.HttpStatusCode.ServiceUnavailable);
        Assert.Equal("the import was refused (invalid)", readiness.GetProperty("checks").Text("descriptor"));
        Assert.Single(_host.Allocator.All<ImportResources>());
    }

    [Theory]
    [InlineData("resources.yaml", "a:\n  tags: x!\n", "line 2: tags 'x!' is not a tag")]
    [InlineData("resources.yaml", "a: [\n", "line ")]
    [InlineData("resources.yaml", "", "descriptor: it is empty")]
    [InlineData("resources.json", "a:\n", "line 1: it is not JSON")]
    [InlineData("resources.yaml", "a:\n  tag: x\n", "line 2: tag is not known, did you mean tags?")]
    [InlineData("resources.yaml", null, "there is no file /")]
    public async Task Should_not_start_with_a_bad_one(string name, string? text, string reason)
    {
        var exception = await Assert.ThrowsAsync<SettingsException>(() => StartAsync(name, text));
        Assert.StartsWith($"Gateway:DescriptorPath {Path.Combine(_directory.FullName, name)}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private async Task StartAsync(string name, string? text)
    {
        var path = Path.Combine(_directory.FullName, name);
        if (text is not null) await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        await _host.StartAsync([$"Gateway:DescriptorPath={path}"], null);
    }

    private bool Logged(string text) => _host.Logs.Any(line => line.Contains(text, StringComparison.Ordinal));
}
