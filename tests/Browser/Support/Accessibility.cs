using Deque.AxeCore.Commons;

namespace RentABot.Browser.Support;

/// <summary>What axe-core finds on a page. It runs in the page itself: a run through a page of its own takes as long again.</summary>
internal static class Accessibility
{
    private const int Phone = 320;
    private const int Height = 844;

    private const string Run = """
        async rules => {
            // What is scrolled out of sight is not laid out until it is looked at, and would seem to lie upon what follows.
            for (const e of document.querySelectorAll('*')) {
                if (getComputedStyle(e).contentVisibility === 'auto') e.style.contentVisibility = 'visible';
            }

            // The size of targets is part of WCAG 2.2, and off unless asked for.
            const wanted = rules.length > 0 ? { runOnly: rules } : { rules: { 'target-size': { enabled: true } } };
            const found = await axe.run(document, { ...wanted, resultTypes: ['violations'] });
            return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
                .flatMap(v => v.nodes.map(node => `${v.id}: ${v.help}: ${node.html}`));
        }
        """;

    /// <summary>The rules whose outcome depends on the colours.</summary>
    private static readonly string[] OfColours = ["color-contrast", "link-in-text-block"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Fails on findings that shut somebody out.</summary>
    public static Task HoldsAsync(IPage page) => HoldsAsync(page, []);

    /// <summary>The same on a desk and on a phone, light and dark.</summary>
    public static async Task HoldsHoweverItIsSeenAsync(IPage page)
    {
        await page.SetViewportSizeAsync(1280, Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await HoldsAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await HoldsAsync(page, OfColours);
        await page.SetViewportSizeAsync(Phone, Height);
        await HoldsAsync(page);
    }

    private static async Task HoldsAsync(IPage page, string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        var findings = await page.EvaluateAsync<string[]>(Run, rules);
        Assert.True(findings.Length == 0, string.Join('\n', findings.Take(10)));
    }
}
