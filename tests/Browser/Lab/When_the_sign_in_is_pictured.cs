using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

/// <summary>The pictures of where one signs in: the lab asks nobody who they are.</summary>
public sealed class When_the_sign_in_is_pictured(GuardedSite site) : PageTest(site), IClassFixture<GuardedSite>
{
    [Fact]
    public async Task Should_be_in_the_documents()
    {
        var picture = Picture.All.Single(picture => picture.Page is null);
        var page = await VisitAsync(picture.Visitor);
        await page.GotoAsync("/sign-in");
        if (Picture.AreTaken) await picture.TakeAsync(page);
        await Assertions.Expect(page.GetByLabel("API key")).ToBeFocusedAsync();
        Assert.True(File.Exists(picture.Path));
    }
}
