using RentABot.Gateway.Clock;

namespace RentABot.Gateway.Web.Charts;

/// <summary>What a page with a clock in it is made of besides the ledger: the minute.</summary>
internal static class Minutes
{
    public static async ValueTask<long> MinuteAsync(this DatabaseTime clock, CancellationToken cancellationToken) =>
        (await clock.NowAsync(cancellationToken)).UtcTicks / TimeSpan.TicksPerMinute;
}
