namespace RentABot.Persistence.Webhooks;

/// <summary>Where events are delivered to by HTTP. The gateway's own: nobody else writes it.</summary>
public sealed class Webhook
{
    public required Guid Id { get; init; }
    public required string Url { get; set; }

    /// <summary>The names of the events that are delivered; none: all.</summary>
    public List<string> Types { get; set; } = [];

    /// <summary>Tags that what an event tells of must have, all of them.</summary>
    public List<string> Tags { get; set; } = [];

    public bool Enabled { get; set; } = true;

    /// <summary>What deliveries are signed with, encrypted.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>The secret before it, encrypted: it signs as well until <see cref="PreviousSecretUntil"/>.</summary>
    public byte[]? PreviousSecret { get; set; }
    public DateTimeOffset? PreviousSecretUntil { get; set; }

    /// <summary>The last event before it was made: what comes after is delivered.</summary>
    public required long AfterSequence { get; init; }

    /// <summary>1, 2, 3 … with each change.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>How many times deliveries were asked for again: the number of the last <see cref="WebhookRedelivery"/>.</summary>
    public int Redeliveries { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
}
