using System.Diagnostics.Metrics;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Webhooks;

public sealed class When_what_waits_is_told
{
    [Fact]
    public async Task Should_leave_out_what_nobody_will_try()
    {
        await using var gone = await Receiver.StartAsync();
        await using var failing = await Receiver.StartAsync();
        gone.AnswerStatus(410);
        failing.AnswerStatus(500);
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync(node.Webhook(gone.Url), node.Webhook(failing.Url), node.Webhook(failing.Url));
        await node.StartAsync();

        await node.AppendAsync(Hooks.Event(1));
        await node.UntilAsync(deliveries => deliveries.Count == 3 && deliveries.All(d => d.Attempts == 1), "all were attempted");

        await Eventually.HoldsAsync(() => Pending(node) == 2, Limits.Wait, "two wait");
    }

    /// <summary>Negative where it is not told.</summary>
    private static double Pending(SchedulerNode node)
    {
        var pending = -1.0;
        using var listener = new MeterListener();
        var factory = node.Get<IMeterFactory>();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name == "rentabot_webhook_deliveries") heard.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (tags[0].Value is "pending") pending = value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return pending;
    }
}
