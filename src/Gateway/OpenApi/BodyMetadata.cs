namespace RentABot.Gateway.OpenApi;

/// <summary>
/// The body that an operation takes, for the API document. Not ASP.NET's own metadata: routing would act on that, and
/// a body of the wrong kind is judged where it is read.
/// </summary>
internal sealed record BodyMetadata(Type Body, IReadOnlyList<string> ContentTypes, bool Required);
