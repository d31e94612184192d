using System.Diagnostics.Metrics;
using RentABot.Hosting.Metrics;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>Counts attempts to deliver, and tells what waits.</summary>
internal sealed class WebhookMeter
{
    private readonly Dictionary<WebhookDeliveryStatus, Tally> _attempts = new()
    {
        [WebhookDeliveryStatus.Delivered] = new Tally("result", "delivered"),
        [WebhookDeliveryStatus.Pending] = new Tally("result", "failed"),
        [WebhookDeliveryStatus.Parked] = new Tally("result", "parked"),
    };

    private volatile WebhookFigures? _figures;

    public WebhookMeter(ServiceMeter meter)
    {
        meter.CreateCounter(
            "rentabot_webhook_attempts_total",
            "Attempts to deliver an event to a webhook: delivered, failed and to be attempted again, or failed for the last time and parked.",
            () => _attempts.Values.Select(tally => tally.Read()));
        meter.CreateGauge(
            "rentabot_webhook_deliveries",
            "Deliveries that wait to be made (pending), but for those of webhooks that are switched off or gone, and that were given up (parked).",
            () => _figures is { } figures ? [Of("pending", figures.Pending), Of("parked", figures.Parked)] : []);
    }

    /// <param name="status">Where the attempt has left its delivery.</param>
    public void Count(WebhookDeliveryStatus status) => _attempts[status].Increment();

    /// <summary>Null by who does not look, so that sums over all schedulers are right.</summary>
    public void Tell(WebhookFigures? figures) => _figures = figures;

    private static Measurement<double> Of(string status, int count) => new(count, KeyValuePair.Create("status", (object?)status));
}
