namespace RentABot.Gateway.Live;

/// <summary>A route whose answer has no end: how long it takes tells nothing but how long somebody listened.</summary>
internal sealed record EndlessMetadata;
