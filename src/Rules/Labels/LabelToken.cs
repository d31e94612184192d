namespace RentABot.Rules;

internal enum LabelToken
{
    Tag,
    QuotedTag,
    Not,
    And,
    Or,
    Open,
    Close,

    /// <summary>A character that has no meaning; the parser says what should be in its place.</summary>
    Unknown,
}
