namespace RentABot.Browser.Lab;

internal static class LabPages
{
    /// <summary>Where a page is.</summary>
    public static string AddressOf(this LabSite lab, LabPage page) => page switch
    {
        LabPage.Overview => "/",
        LabPage.Resources => "/resources",
        LabPage.Grouped => "/resources?status=locked&group=holder",
        LabPage.Resource => $"/resources/{lab.Board}",
        LabPage.Queue => "/queue",
        LabPage.Reservation => $"/reservations/{lab.Gathering}",
        LabPage.Claimable => $"/reservations/{lab.Fulfilled}",
        LabPage.Timeline => "/timeline",
        LabPage.Shelf => "/resources?tags=lab-clabbe",
        LabPage.Busy => "/timeline?tags=lab-clabbe&range=24h",
        LabPage.Audit => "/audit",
        LabPage.Locking => "/resources/1/lock",
        LabPage.Adding => "/resources/new",
        LabPage.Removing => "/resources/1/remove",
        _ => throw new ArgumentOutOfRangeException(nameof(page), page, null),
    };
}
