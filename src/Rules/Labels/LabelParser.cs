using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace RentABot.Rules;

/// <summary>The grammar of label expressions: <c>not</c> binds closer than <c>and</c>, that closer than <c>or</c>.</summary>
internal static class LabelParser
{
    private static readonly LabelTokenizer Tokenizer = new();

    private static readonly TokenListParser<LabelToken, LabelNode> Operand =
        Token.EqualTo(LabelToken.Tag).Select(tag => (LabelNode)new LabelNode.Tag(tag.ToStringValue()))
            .Or(Token.EqualTo(LabelToken.QuotedTag).Select(tag => (LabelNode)new LabelNode.Tag(tag.ToStringValue()[1..^1])))
            .Or(Parse.Ref(() => Disjunction!).Between(Token.EqualTo(LabelToken.Open), Token.EqualTo(LabelToken.Close)));

    // Gathered rather than nested: thousands of them would not fit on the stack.
    private static readonly TokenListParser<LabelToken, LabelNode> Negation =
        from nots in Token.EqualTo(LabelToken.Not).Many()
        from operand in Operand
        select nots.Aggregate(operand, (node, _) => Negate(node));

    private static readonly TokenListParser<LabelToken, LabelNode> Conjunction =
        Parse.Chain(Token.EqualTo(LabelToken.And), Negation, (_, left, right) => new LabelNode.And(left, right));

    private static readonly TokenListParser<LabelToken, LabelNode> Disjunction =
        Parse.Chain(Token.EqualTo(LabelToken.Or), Conjunction, (_, left, right) => new LabelNode.Or(left, right));

    public static LabelNode? Read(string text, out string? error)
    {
        var cut = Tokenizer.TryTokenize(text);
        error = cut.HasValue ? Excess(cut.Value) : LabelError.At(cut.ErrorPosition, cut.ErrorMessage!);
        if (error is not null) return null;
        var parsed = Disjunction.AtEnd().TryParse(cut.Value);
        if (parsed.HasValue) return parsed.Value;
        error = Fault(new TextSpan(text), [.. cut.Value], parsed.Remainder.Position);
        return null;
    }

    private static LabelNode Negate(LabelNode node) => node is LabelNode.Not(var inner) ? inner : new LabelNode.Not(node);

    private static string? Excess(TokenList<LabelToken> tokens)
    {
        var (terms, nesting) = (0, 0);
        foreach (var token in tokens)
        {
            nesting += Nesting(token);
            if (IsTag(token) && ++terms > Limits.MaxTerms)
            {
                return LabelError.At(token.Position, $"more than {Limits.MaxTerms} tags");
            }

            if (nesting > Limits.MaxNesting)
            {
                return LabelError.At(token.Position, $"more than {Limits.MaxNesting} parentheses within each other");
            }
        }

        return null;
    }

    /// <summary>What is expected is told by the token before: the library itself would name only a part of it.</summary>
    private static string Fault(TextSpan text, Token<LabelToken>[] tokens, int at)
    {
        var operand = at == 0 || !(IsTag(tokens[at - 1]) || tokens[at - 1].Kind == LabelToken.Close);
        var expected = operand ? "a tag, not, or ("
            : tokens.Take(at).Sum(Nesting) > 0 ? "&&, ||, or )"
            : "&&, ||, or the end";
        var rest = at < tokens.Length ? tokens[at].Span : text.Skip(text.Length);
        var found = rest.IsAtEnd || tokens[at].Kind == LabelToken.Unknown ? LabelError.Found(rest) : rest.ToStringValue();
        return LabelError.At(rest.Position, $"expected {expected} but found {found}");
    }

    private static int Nesting(Token<LabelToken> token) => token.Kind switch
    {
        LabelToken.Open => 1,
        LabelToken.Close => -1,
        _ => 0,
    };

    private static bool IsTag(Token<LabelToken> token) => token.Kind is LabelToken.Tag or LabelToken.QuotedTag;
}
