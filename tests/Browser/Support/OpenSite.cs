namespace RentABot.Browser.Support;

/// <summary>A service where everybody may do everything.</summary>
public sealed class OpenSite : Site;
