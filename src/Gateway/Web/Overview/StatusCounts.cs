using RentABot.Contracts;

namespace RentABot.Gateway.Web.Overview;

/// <summary>How many resources are free, locked, held and in maintenance.</summary>
public sealed record StatusCounts(int Free, int Locked, int Held, int Maintenance)
{
    public int Total => Free + Locked + Held + Maintenance;

    /// <summary>What is in use, of all that is in service.</summary>
    public double Use => Total == Maintenance ? 0 : (double)(Locked + Held) / (Total - Maintenance);

    public static StatusCounts Of(IEnumerable<ResourceStatus> statuses)
    {
        var counts = statuses.CountBy(status => status).ToDictionary();
        return new StatusCounts(
            counts.GetValueOrDefault(ResourceStatus.Available), counts.GetValueOrDefault(ResourceStatus.Locked),
            counts.GetValueOrDefault(ResourceStatus.Held), counts.GetValueOrDefault(ResourceStatus.Unavailable));
    }
}
