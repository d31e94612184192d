namespace RentABot.Browser.Lab;

/// <summary>A page as the documents show it.</summary>
/// <param name="Name">Of the file in <c>docs/images</c>.</param>
/// <param name="Page">Which; null: where one signs in, which the lab does not ask for.</param>
/// <param name="Width">Of the window in pixels.</param>
/// <param name="Height">Of the window; what is below is left out.</param>
/// <param name="Scheme">Light or dark.</param>
public sealed record Picture(string Name, LabPage? Page, int Width, int Height, ColorScheme Scheme)
{
    /// <summary>Larger ones make the repository heavy and the README slow.</summary>
    public const int MaxBytes = 300_000;

    public static IReadOnlyList<Picture> All { get; } =
    [
        new("overview", LabPage.Overview, 1280, 860, ColorScheme.Light),
        new("overview-dark", LabPage.Overview, 1280, 860, ColorScheme.Dark),
        new("overview-wall", LabPage.Overview, 1920, 1080, ColorScheme.Dark),
        new("overview-phone", LabPage.Overview, 390, 844, ColorScheme.Light),
        new("resources", LabPage.Shelf, 1280, 860, ColorScheme.Light),
        new("resources-phone", LabPage.Shelf, 390, 844, ColorScheme.Dark),
        new("queue", LabPage.Queue, 1280, 620, ColorScheme.Light),
        new("queue-phone", LabPage.Queue, 390, 844, ColorScheme.Light),
        new("reservation", LabPage.Reservation, 1280, 860, ColorScheme.Light),
        new("resource", LabPage.Resource, 1280, 1100, ColorScheme.Light),
        new("resource-phone", LabPage.Resource, 390, 844, ColorScheme.Dark),
        new("timeline", LabPage.Busy, 1280, 860, ColorScheme.Light),
        new("timeline-dark", LabPage.Busy, 1280, 860, ColorScheme.Dark),
        new("audit", LabPage.Audit, 1280, 860, ColorScheme.Light),
        new("sign-in", null, 1280, 560, ColorScheme.Light),
    ];

    /// <summary>As the one who looks at the page has to be set up.</summary>
    public BrowserNewContextOptions Visitor => new()
    {
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        ColorScheme = Scheme,
        ReducedMotion = ReducedMotion.Reduce,
    };

    /// <summary>Pictures are taken when they are asked for.</summary>
    public static bool AreTaken => Environment.GetEnvironmentVariable("RENTABOT_WRITE_DOCS") is { Length: > 0 };

    public string Path => Repository.PathOf($"docs/images/{Name}.png");

    /// <summary>Writes down what a page shows.</summary>
    public async Task TakeAsync(IPage page)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await page.ScreenshotAsync(new() { Path = Path, Animations = ScreenshotAnimations.Disabled });
    }
}
