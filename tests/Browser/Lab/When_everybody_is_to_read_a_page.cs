using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

[Collection(InTheLab.Name)]
public sealed class When_everybody_is_to_read_a_page(LabSite lab) : PageTest(lab)
{
    private const int Height = 844;

    /// <summary>Those without long lists, whose lines are all alike to who reads them.</summary>
    public static TheoryData<LabPage> Read { get; } =
        [.. Enum.GetValues<LabPage>().Except([LabPage.Resources, LabPage.Grouped, LabPage.Timeline, LabPage.Shelf])];

    public static TheoryData<LabPage> All { get; } = [.. Enum.GetValues<LabPage>()];

    [Theory]
    [MemberData(nameof(Read))]
    public async Task Should_shut_nobody_out(LabPage shown)
    {
        var page = await OpenAsync(lab.AddressOf(shown), new() { ReducedMotion = ReducedMotion.Reduce });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Accessibility.HoldsHoweverItIsSeenAsync(page);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Should_be_as_wide_as_the_window_alone(LabPage shown)
    {
        var page = await OpenAsync(lab.AddressOf(shown));
        foreach (var width in (int[])[320, 390, 1280, 1920])
        {
            await page.SetViewportSizeAsync(width, Height);
            Assert.True(
                await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                $"at {width} pixels one has to scroll sideways: {await WidestAsync(page)}");
        }
    }

    private static Task<string> WidestAsync(IPage page) => page.EvaluateAsync<string>("""
        () => [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .slice(0, 5).map(e => `${e.tagName} .${e.getAttribute('class')} ${Math.round(e.getBoundingClientRect().right)}`).join('; ')
        """);
}
