using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace RentABot.Rules;

/// <summary>Which tags a resource has to have and which not, such as <c>arm64 &amp;&amp; (usb || hdmi) &amp;&amp; !broken</c>.</summary>
public sealed class LabelExpression
{
    private const int MaxKnown = 1000;

    private static readonly ConcurrentDictionary<string, LabelExpression> Known = new(StringComparer.Ordinal);

    private LabelExpression(LabelNode root)
    {
        Root = root;
        var named = new HashSet<string>(StringComparer.Ordinal);
        Name(root, negated: false, named);
        NamedTags = named;
        Key = Text(root);
    }

    public LabelNode Root { get; }

    /// <summary>The tags that are asked for: those that are named and not negated.</summary>
    public IReadOnlySet<string> NamedTags { get; }

    /// <summary>The expression in one spelling, by which it is known however it was written.</summary>
    public string Key { get; }

    /// <summary>Reads a text that <see cref="TryParse"/> takes. The waiting ones are read at every turn, so they are kept.</summary>
    public static LabelExpression Of(string text)
    {
        if (Known.TryGetValue(text, out var known)) return known;
        if (!TryParse(text, out var expression, out var error)) throw new FormatException(error);
        if (Known.Count >= MaxKnown) Known.Clear();
        return Known[text] = expression;
    }

    /// <summary>Reads an expression, or says what was expected and at which column.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out LabelExpression? expression, [NotNullWhen(false)] out string? error)
    {
        error = text.Length > Limits.MaxTextLength ? $"must not be longer than {Limits.MaxTextLength} characters"
            : string.IsNullOrWhiteSpace(text) ? "must not be empty"
            : null;
        var root = error is null ? LabelParser.Read(text, out error) : null;
        expression = root is null ? null : new LabelExpression(root);
        return expression is not null;
    }

    public static void Check(string? text, string field, Violations violations)
    {
        if (text is not null && !TryParse(text, out _, out var error)) violations.Add(field, error);
    }

    public bool Matches(IReadOnlyCollection<string> tags) => Matches(Root, tags);

    public override string ToString() => Key;

    private static bool Matches(LabelNode node, IReadOnlyCollection<string> tags) => node switch
    {
        LabelNode.Tag(var name) => tags.Contains(name, StringComparer.Ordinal),
        LabelNode.Not(var inner) => !Matches(inner, tags),
        LabelNode.And(var left, var right) => Matches(left, tags) && Matches(right, tags),
        LabelNode.Or(var left, var right) => Matches(left, tags) || Matches(right, tags),
        _ => throw new UnreachableException(),
    };

    private static void Name(LabelNode node, bool negated, HashSet<string> named)
    {
        switch (node)
        {
            case LabelNode.Tag(var name):
                if (!negated) named.Add(name);
                break;
            case LabelNode.Not(var inner):
                Name(inner, !negated, named);
                break;
            case LabelNode.And(var left, var right):
                Name(left, negated, named);
                Name(right, negated, named);
                break;
            case LabelNode.Or(var left, var right):
                Name(left, negated, named);
                Name(right, negated, named);
                break;
        }
    }

    private static string Text(LabelNode node) => node switch
    {
        LabelNode.Tag(var name) => LabelTokenizer.KindOf(name) == LabelToken.Tag ? name : $"\"{name}\"",
        LabelNode.Not(var inner) => inner is LabelNode.And or LabelNode.Or ? $"!({Text(inner)})" : $"!{Text(inner)}",
        LabelNode.And(var left, var right) => $"{Factor(left)} && {Factor(right)}",
        LabelNode.Or(var left, var right) => $"{Text(left)} || {Text(right)}",
        _ => throw new UnreachableException(),
    };

    private static string Factor(LabelNode node) => node is LabelNode.Or ? $"({Text(node)})" : Text(node);
}
