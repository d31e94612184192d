namespace RentABot.Gateway.OpenApi;

/// <summary>A request header that an operation heeds, for the API document.</summary>
internal sealed record HeaderMetadata(string Name, string Description);
