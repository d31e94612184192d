namespace RentABot.Hosting;

/// <summary>What a queue of commands is like, and the queue that takes its errors.</summary>
internal static class CommandQueue
{
    /// <summary>A crashing consumer gets a message at most this often before the broker puts it aside.</summary>
    private const int DeliveryLimit = 20;

    /// <summary>Its arguments as RabbitMQ names them, all of them: a queue that is there already must have the very same.</summary>
    public static Dictionary<string, object?> Arguments(int quorumSize)
    {
        var arguments = new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = DeliveryLimit,
            ["x-dead-letter-exchange"] = QueueNames.DeadLetters,
        };
        if (quorumSize > 0) arguments["x-quorum-initial-group-size"] = quorumSize;
        return arguments;
    }
}
