namespace RentABot.Browser.Support;

/// <summary>What every test of the pages relies on: that a bad page is seen to be one.</summary>
[Collection(AtTheBench.Name)]
public sealed class When_a_page_breaks_a_rule(OpenSite site) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private IBrowserContext? _context;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_context is not null) await _context.CloseAsync();
    }

    [Theory]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">a</p>')", "Content Security Policy")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<button onclick=\"alert(1)\">a</button>')", "Content Security Policy")]
    [InlineData("document.body.append(Object.assign(new Image(), { src: 'http://elsewhere.example/a.png' }))", "elsewhere.example")]
    [InlineData("fetch('http://elsewhere.example/').catch(() => {})", "elsewhere.example")]
    [InlineData("fetch('/nowhere')", "/nowhere: 404")]
    [InlineData("console.error('oops')", "console: oops")]
    [InlineData("setTimeout(() => { throw new Error('oops'); })", "script: ")]
    public async Task Should_be_told_of(string deed, string told)
    {
        var (page, watch) = await VisitAsync(new());
        Assert.Empty(watch.Problems);
        await page.EvaluateAsync($"() => {{ {deed}; }}");
        await Eventually.HoldsAsync(() => watch.Problems.Any(problem => problem.Contains(told, StringComparison.Ordinal)), Patience, $"{told} is told");
    }

    [Fact]
    public async Task Should_be_told_of_another_host_even_without_a_policy()
    {
        var (page, watch) = await VisitAsync(new() { BypassCSP = true });
        await page.EvaluateAsync("() => { document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/a.png' })); }");
        await Eventually.HoldsAsync(
            () => watch.Problems.Any(problem => problem.StartsWith("asked another host", StringComparison.Ordinal)), Patience, "another host is told");
    }

    [Theory]
    [InlineData("e => e.closest('main').querySelector('h1').style.color = '#ddd'", "color-contrast")]
    [InlineData("e => e.closest('label').replaceWith(e)", "label")]
    [InlineData("e => { const a = e.closest('main').querySelector('li.resource .actions a'); a.removeAttribute('aria-label'); a.textContent = ''; }", "name")]
    public async Task Should_shut_somebody_out(string deed, string rule)
    {
        var (page, _) = await VisitAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Name" }).EvaluateAsync(deed);
        var found = await Record.ExceptionAsync(() => Accessibility.HoldsAsync(page));
        Assert.Contains(rule, Assert.IsAssignableFrom<Xunit.Sdk.XunitException>(found).Message, StringComparison.Ordinal);
    }

    private async Task<(IPage Page, Watch Watch)> VisitAsync(BrowserNewContextOptions options)
    {
        options.BaseURL = site.Address.ToString();
        var chromium = await TestContext.Current.GetFixture<Chromium>();
        _context = await chromium!.VisitAsync(options);
        var watch = new Watch(_context, site.Address);
        var page = await _context.NewPageAsync();
        await page.GotoAsync("/resources?name=bench.first");
        return (page, watch);
    }
}
