using Superpower;
using Superpower.Model;

namespace RentABot.Rules;

/// <summary>
/// Cuts a label expression into tags, operators and parentheses. A word is read to its end before it is told from the
/// keywords, so that <c>and-gate</c> is a tag.
/// </summary>
internal sealed class LabelTokenizer : Tokenizer<LabelToken>
{
    /// <summary>What a word means where it stands without quotes.</summary>
    public static LabelToken KindOf(string word) => word.ToUpperInvariant() switch
    {
        "AND" => LabelToken.And,
        "OR" => LabelToken.Or,
        "NOT" => LabelToken.Not,
        _ => LabelToken.Tag,
    };

    protected override IEnumerable<Result<LabelToken>> Tokenize(TextSpan span)
    {
        for (var start = SkipWhiteSpace(span); start.HasValue;)
        {
            var token = Next(start.Location);
            yield return token;
            start = SkipWhiteSpace(token.Remainder);
        }
    }

    private static Result<LabelToken> Next(TextSpan rest) => rest[0] switch
    {
        '(' => Of(LabelToken.Open, rest, 1),
        ')' => Of(LabelToken.Close, rest, 1),
        '!' => Of(LabelToken.Not, rest, 1),
        '&' when rest.Length > 1 && rest[1] == '&' => Of(LabelToken.And, rest, 2),
        '|' when rest.Length > 1 && rest[1] == '|' => Of(LabelToken.Or, rest, 2),
        '"' or '\'' => Quoted(rest),
        var c when TagSyntax.IsTagCharacter(c) => Word(rest),
        _ => Of(LabelToken.Unknown, rest, 1),
    };

    private static Result<LabelToken> Word(TextSpan rest)
    {
        var length = TagLength(rest, 0);
        return length > Limits.MaxTagLength
            ? TooLong(rest, 0, length)
            : Of(KindOf(rest.First(length).ToStringValue()), rest, length);
    }

    private static Result<LabelToken> Quoted(TextSpan rest)
    {
        var quote = rest[0];
        var length = TagLength(rest, 1);
        var end = length + 1;
        if (length > Limits.MaxTagLength) return TooLong(rest, 1, length);
        if (length > 0 && end < rest.Length && rest[end] == quote) return Of(LabelToken.QuotedTag, rest, end + 1);
        var found = LabelError.Found(rest.Skip(end));
        return Result.Empty<LabelToken>(rest.Skip(end), $"expected {(length == 0 ? "a tag" : $"the closing {quote}")} but found {found}");
    }

    private static int TagLength(TextSpan rest, int start)
    {
        var end = start;
        while (end < rest.Length && TagSyntax.IsTagCharacter(rest[end])) end++;
        return end - start;
    }

    private static Result<LabelToken> Of(LabelToken token, TextSpan rest, int length) => Result.Value(token, rest, rest.Skip(length));

    private static Result<LabelToken> TooLong(TextSpan rest, int start, int length) => Result.Empty<LabelToken>(
        rest.Skip(start), $"expected a tag of at most {Limits.MaxTagLength} characters but found {length}");
}
