namespace RentABot.Fuzz.Api;

/// <summary>A parameter, or a property of a body.</summary>
/// <param name="Name">As clients write it.</param>
/// <param name="Place"><c>path</c>, <c>query</c>, <c>header</c> or <c>body</c>.</param>
/// <param name="Kind">Of which kind its value is.</param>
internal sealed record Field(string Name, string Place, ValueKind Kind);
