namespace RentABot.Browser.Support;

/// <summary>The machine's own Chromium, started for the first test that needs it. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>The variable that names the browser's program, where it is not Debian's.</summary>
    public const string Variable = "RENTABOT_TEST_CHROMIUM";

    /// <summary>How long a page may take to be as it should, in milliseconds: no test is about speed.</summary>
    private const float Patience = 20_000;

    private const string Usual = "/usr/bin/chromium";

    /// <summary>It talks to nobody of its own accord, and root may start it.</summary>
    private static readonly string[] Arguments =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    private static string Program => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : Usual;

    /// <summary>A visitor with cookies and settings of its own. Skips the test when there is no Chromium.</summary>
    public async Task<IBrowserContext> VisitAsync(BrowserNewContextOptions options)
    {
        Assert.SkipUnless(File.Exists(Program), $"Needs Chromium: run ./test.sh, which installs it for root on Debian, or set {Variable}.");
        return await (await _started.Value).Browser.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated) return;
        var (playwright, browser) = await _started.Value;
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions { ExecutablePath = Program, Headless = true, ChromiumSandbox = false, Args = Arguments };
        return (playwright, await playwright.Chromium.LaunchAsync(options));
    }
}
