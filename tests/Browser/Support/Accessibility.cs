using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace RentABot.Browser.Support;

/// <summary>What axe-core finds on a page.</summary>
internal static class Accessibility
{
    /// <summary>Part of WCAG 2.2, and off unless asked for.</summary>
    private const string TargetSize = "target-size";

    /// <summary>Fails on findings that shut somebody out.</summary>
    public static async Task HoldsAsync(IPage page)
    {
        // What is scrolled out of sight is not laid out until it is looked at, and would seem to lie upon what follows.
        await page.EvaluateAsync("""
            () => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).contentVisibility === 'auto')
                .forEach(e => { e.style.contentVisibility = 'visible'; })
            """);
        var options = new AxeRunOptions
        {
            ResultTypes = [ResultType.Violations],
            Rules = new Dictionary<string, RuleOptions> { [TargetSize] = new() { Enabled = true } },
        };
        var result = await page.RunAxe(options);
        var findings = result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))
            .ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings.Take(10)));
    }
}
