namespace RentABot.Hosting.Webhooks;

/// <summary>Whom webhooks may call, and what keeps their secrets. Gateway and scheduler have the same.</summary>
public sealed record WebhookOptions
{
    public const string Section = "Webhooks";
    public const int MinKeyLength = 32;

    /// <summary>
    /// Secrets of 32 characters or more, by which those of the webhooks are encrypted in the database: the first encrypts, all of
    /// them decrypt, so that keys can be rotated. None: there are no webhooks.
    /// </summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>
    /// Host names, <c>*.example.com</c>, addresses, networks such as <c>10.1.0.0/16</c>, or <c>*</c> for any; none: any. Addresses of
    /// this machine, of the link or of a cloud's metadata are never called, but where the host, the address or their network is listed.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
