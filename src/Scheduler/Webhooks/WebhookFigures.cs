namespace RentABot.Scheduler.Webhooks;

/// <summary>How many deliveries wait, and how many were given up.</summary>
internal sealed record WebhookFigures(int Pending, int Parked)
{
    public static readonly WebhookFigures None = new(0, 0);
}
