using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

/// <summary>The pictures in <c>docs/images</c>. Set RENTABOT_WRITE_DOCS to have them taken.</summary>
[Collection(InTheLab.Name)]
public sealed class When_the_pages_are_pictured(LabSite lab) : PageTest(lab)
{
    public static TheoryData<string> Names { get; } = [.. Picture.All.Select(picture => picture.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Should_be_in_the_documents_and_small(string name)
    {
        var picture = Picture.All.Single(picture => picture.Name == name);
        if (Picture.AreTaken && picture.Page is not null) await TakeAsync(picture);
        Assert.InRange(new FileInfo(picture.Path).Length, 1, Picture.MaxBytes);
    }

    [Fact]
    public void Should_be_no_others() => Assert.Equal(
        Picture.All.Select(picture => picture.Path).Order(StringComparer.Ordinal),
        Directory.GetFiles(Repository.PathOf("docs/images"), "*.png").Order(StringComparer.Ordinal));

    private async Task TakeAsync(Picture picture)
    {
        var page = await VisitAsync(picture.Visitor);
        await page.GotoAsync(lab.AddressOf(picture.Page!.Value));
        await picture.TakeAsync(page);
    }
}
