namespace RentABot.Browser.Support;

/// <summary>A test that visits the pages, and fails on what no visit may show. Each visitor has cookies of its own.</summary>
public abstract class PageTest(Site site) : IAsyncLifetime
{
    private readonly List<(IBrowserContext Context, Watch Watch)> _visits = [];
    private readonly HashSet<int> _refusals = [];
    private Chromium? _chromium;

    protected Site Site { get; } = site;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _chromium = await TestContext.Current.GetFixture<Chromium>();

    /// <summary>Ends the visits and judges them.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (context, _) in _visits) await context.CloseAsync();
        Assert.Empty(_visits.SelectMany(visit => visit.Watch.Problems));
        GC.SuppressFinalize(this);
    }

    /// <summary>A new visitor's page, as yet empty; 1280 × 800 and light unless told otherwise.</summary>
    protected async Task<IPage> VisitAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Site.Address.ToString();
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 800 };
        var context = await _chromium!.VisitAsync(options);
        context.SetDefaultTimeout(15_000);
        var watch = new Watch(context, Site.Address);
        foreach (var status in _refusals) watch.Expect(status);
        _visits.Add((context, watch));
        return await context.NewPageAsync();
    }

    /// <summary>A new visitor, who opens this address.</summary>
    protected async Task<IPage> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        var page = await VisitAsync(options);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>The visits of this test may be answered so.</summary>
    protected void Expect(int status)
    {
        _refusals.Add(status);
        foreach (var (_, watch) in _visits) watch.Expect(status);
    }
}
