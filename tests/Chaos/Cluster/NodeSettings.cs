namespace RentABot.Chaos.Cluster;

/// <summary>
/// What the services are told other than their defaults: times so short that everything happens within a run.
/// </summary>
internal static class NodeSettings
{
    /// <summary>How long a gateway waits for the allocator's answer.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a place in the queue waits to gain one step of priority on newcomers.</summary>
    public static readonly TimeSpan AgingStep = TimeSpan.FromSeconds(20);

    public static IEnumerable<(string Key, string Value)> Of(ServiceKind kind) => kind switch
    {
        ServiceKind.Allocator =>
        [
            ("Locks:WarningPeriod", "2"),
            ("Locks:AgingStep", $"{AgingStep.TotalSeconds:0}"),
        ],
        ServiceKind.Gateway => [("Gateway:AnswerTimeout", $"{AnswerTimeout:c}")],
        _ => [],
    };
}
