namespace RentABot.Fuzz.Api;

/// <summary>What the document says of a value.</summary>
internal enum ValueKind
{
    Text,
    Number,
    Flag,
    Instant,
    Tags,
    Texts,
}
