using MassTransit;

namespace RentABot.Gateway.Commands;

/// <summary>Whether the bus works, asked so seldom that every request can look.</summary>
internal sealed class BrokerState(IBusControl bus, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    private volatile Look? _last;

    public bool Works
    {
        get
        {
            var last = _last;
            if (last is null || time.GetElapsedTime(last.Timestamp) > Fresh)
            {
                _last = last = new Look(bus.CheckHealth().Status == BusHealthStatus.Healthy, time.GetTimestamp());
            }

            return last.Works;
        }
    }

    private sealed record Look(bool Works, long Timestamp);
}
