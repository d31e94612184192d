namespace RentABot.Gateway.OpenApi;

/// <summary>An operation takes its request as query parameters, too, for the API document.</summary>
internal sealed record QueryMetadata(Type Request);
