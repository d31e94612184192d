using RentABot.TestServers;

namespace RentABot.Standalone.Tests;

public sealed class When_the_documentation_is_followed : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly HttpClient _client = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>All that have a command of which nothing is said in <see cref="LeftOut"/>.</summary>
    public static TheoryData<string> Pages() =>
        [.. Documentation.Pages.Except(LeftOut.Pages.Keys).Where(page => PageStep.Of(page).Any(step => LeftOut.Of(step.Command) is null))];

    public void Dispose()
    {
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>By a reader who has just started the program.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Should_come_what_the_page_shows(string page)
    {
        await using var program = StandaloneProcess.Start(
            _directory.FullName, "--config", Repository.PathOf("samples/kernelci-labs.yaml"), "--port", "0");
        var server = await program.ServingAsync();
        await Eventually.HoldsAsync(
            async () => (await _client.GetAsync(new Uri(server, "/readiness"), Cancelled)).IsSuccessStatusCode,
            TimeSpan.FromSeconds(60),
            "the program is ready");
        await ConsolePage.HoldsAsync(page, server, Cancelled);
    }

    [Fact]
    public void Should_lead_to_every_page_from_the_index()
    {
        var index = File.ReadAllText(Repository.PathOf("docs/README.md"));
        var pages = Directory.GetFiles(Repository.PathOf("docs"), "*.md").Select(page => Path.GetFileName(page)).Except(["README.md"]);
        Assert.All(pages, page => Assert.Contains($"]({page})", index, StringComparison.Ordinal));
    }
}
