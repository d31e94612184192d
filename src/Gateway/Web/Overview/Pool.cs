namespace RentABot.Gateway.Web.Overview;

/// <summary>The resources that carry a tag.</summary>
public sealed record Pool(string Tag, StatusCounts Resources);
