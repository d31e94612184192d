namespace RentABot.Rules.Tests.Labels;

public sealed class When_an_expression_is_read
{
    private static readonly string Tag64 = new('t', 64);

    /// <summary>An expression, and the same with every pair of parentheses that its meaning needs.</summary>
    [Theory]
    [InlineData("arm", "arm")]
    [InlineData(" \t arm\n", "arm")]
    [InlineData("a&&b", "a && b")]
    [InlineData("a||b", "a || b")]
    [InlineData("a and b", "a && b")]
    [InlineData("a AND b Or not c", "a && b || !c")]
    [InlineData("a || b && c", "a || b && c")]
    [InlineData("a || (b && c)", "a || b && c")]
    [InlineData("(a || b) && c", "(a || b) && c")]
    [InlineData("c && (a || b)", "c && (a || b)")]
    [InlineData("a && (b && c)", "a && b && c")]
    [InlineData("((a))", "a")]
    [InlineData("!a && b", "!a && b")]
    [InlineData("!(a && b)", "!(a && b)")]
    [InlineData("!(a || b)", "!(a || b)")]
    [InlineData("not(a)", "!a")]
    [InlineData("! ! a", "a")]
    [InlineData("!!!a", "!a")]
    [InlineData("!(!a)", "a")]
    [InlineData("\"arm\"", "arm")]
    [InlineData("'arm'", "arm")]
    [InlineData("\"and\" && 'Or' && \"NOT\"", "\"and\" && \"Or\" && \"NOT\"")]
    [InlineData("android && order && nothing", "android && order && nothing")]
    [InlineData("and-gate && or.x && not:y", "and-gate && or.x && not:y")]
    [InlineData("a=1&&b/c||-d", "a=1 && b/c || -d")]
    [InlineData("('a')and('b')", "a && b")]
    [InlineData("a and\u00a0b", "a && b")]
    public void Should_bind_not_closer_than_and_and_that_closer_than_or(string text, string key) => Assert.Equal(key, KeyOf(text));

    [Theory]
    [InlineData("", "must not be empty")]
    [InlineData(" \n", "must not be empty")]
    [InlineData("a && )", "column 6: expected a tag, not, or ( but found )")]
    [InlineData("(a) ()", "column 5: expected &&, ||, or the end but found (")]
    [InlineData("()", "column 2: expected a tag, not, or ( but found )")]
    [InlineData("a &&", "column 5: expected a tag, not, or ( but found the end")]
    [InlineData("a && ", "column 6: expected a tag, not, or ( but found the end")]
    [InlineData("!", "column 2: expected a tag, not, or ( but found the end")]
    [InlineData("not", "column 4: expected a tag, not, or ( but found the end")]
    [InlineData("a not b", "column 3: expected &&, ||, or the end but found not")]
    [InlineData("and", "column 1: expected a tag, not, or ( but found and")]
    [InlineData("a || && b", "column 6: expected a tag, not, or ( but found &&")]
    [InlineData("a || OR b", "column 6: expected a tag, not, or ( but found OR")]
    [InlineData("a b", "column 3: expected &&, ||, or the end but found b")]
    [InlineData("a\nb", "column 3: expected &&, ||, or the end but found b")]
    [InlineData("(a b)", "column 4: expected &&, ||, or ) but found b")]
    [InlineData("(a", "column 3: expected &&, ||, or ) but found the end")]
    [InlineData("((a) && (b || c)", "column 17: expected &&, ||, or ) but found the end")]
    [InlineData("(a))", "column 4: expected &&, ||, or the end but found )")]
    [InlineData(")", "column 1: expected a tag, not, or ( but found )")]
    [InlineData("a, b", "column 2: expected &&, ||, or the end but found ,")]
    [InlineData("a & b", "column 3: expected &&, ||, or the end but found &")]
    [InlineData("a && & b", "column 6: expected a tag, not, or ( but found &")]
    [InlineData("a ||| b", "column 5: expected a tag, not, or ( but found |")]
    [InlineData("a & & b", "column 3: expected &&, ||, or the end but found &")]
    [InlineData("a\0", "column 2: expected &&, ||, or the end but found U+0000")]
    [InlineData("größe", "column 3: expected &&, ||, or the end but found ö")]
    [InlineData("a && \U0001F512", "column 6: expected a tag, not, or ( but found \U0001F512")]
    [InlineData("a 'b'", "column 3: expected &&, ||, or the end but found 'b'")]
    [InlineData("''", "column 2: expected a tag but found '")]
    [InlineData("\"", "column 2: expected a tag but found the end")]
    [InlineData("\" a\"", "column 2: expected a tag but found a space")]
    [InlineData("x && \"a", "column 8: expected the closing \" but found the end")]
    [InlineData("x && \"a b\"", "column 8: expected the closing \" but found a space")]
    [InlineData("x && 'a\"", "column 8: expected the closing ' but found \"")]
    [InlineData("x && 'a\tb'", "column 8: expected the closing ' but found U+0009")]
    public void Should_say_what_was_expected_and_at_which_column(string text, string error) => Assert.Equal(error, ErrorOf(text));

    [Fact]
    public void Should_take_tags_of_up_to_64_characters()
    {
        Assert.Equal(Tag64, KeyOf(Tag64));
        Assert.Equal(Tag64, KeyOf($"'{Tag64}'"));
        Assert.Equal("column 6: expected a tag of at most 64 characters but found 65", ErrorOf($"a && {Tag64}t"));
        Assert.Equal("column 7: expected a tag of at most 64 characters but found 65", ErrorOf($"a && '{Tag64}t'"));
    }

    [Fact]
    public void Should_take_up_to_2000_characters()
    {
        Assert.Equal("a", KeyOf("a".PadLeft(2000)));
        Assert.Equal("must not be longer than 2000 characters", ErrorOf("a".PadLeft(2001)));
    }

    [Fact]
    public void Should_take_up_to_100_tags_repeats_included()
    {
        var hundred = string.Join(" && ", Enumerable.Repeat("a", 100));

        Assert.Equal(hundred, KeyOf(hundred));
        Assert.Equal("column 501: more than 100 tags", ErrorOf(hundred + " || 'a'"));
    }

    [Fact]
    public void Should_take_up_to_100_parentheses_within_each_other()
    {
        Assert.Equal("a", KeyOf(Nested(100)));
        Assert.Equal("column 101: more than 100 parentheses within each other", ErrorOf(Nested(101)));
        Assert.Equal("a && a", KeyOf($"{Nested(100)} && {Nested(100)}"));
    }

    /// <summary>Whatever is sent, it must not end the process: a stack that overflows cannot be caught.</summary>
    [Theory]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("!(")]
    [InlineData("not ")]
    [InlineData("a&&(")]
    [InlineData("a||!(")]
    [InlineData("a&&")]
    [InlineData("a||")]
    [InlineData(")")]
    [InlineData("'a'")]
    [InlineData("a ")]
    public void Should_not_exhaust_a_small_stack(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1999 / part.Length)) + "a";
        var refused = false;
        var thread = new Thread(() => refused = !LabelExpression.TryParse(text, out _, out _), maxStackSize: 256 * 1024);
        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(part is not ("!" or "not "), refused);
    }

    [Fact]
    public void Should_judge_the_deepest_on_a_small_stack()
    {
        var text = string.Concat(Enumerable.Range(0, 99).Select(i => i % 2 == 0 ? "!(a && " : "!(b || ")) + "c" + new string(')', 99);
        Assert.True(LabelExpression.TryParse(text, out var expression, out _));
        var matches = false;
        var thread = new Thread(() => matches = expression.Matches(["b"]), maxStackSize: 256 * 1024);
        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
        Assert.True(matches);
    }

    [Fact]
    public void Should_refuse_to_be_made_of_a_text_that_was_not_checked() =>
        Assert.Equal("column 2: expected &&, ||, or the end but found )", Assert.Throws<FormatException>(() => LabelExpression.Of("a)")).Message);

    [Fact]
    public void Should_read_the_same_text_once() => Assert.Same(LabelExpression.Of("read && once"), LabelExpression.Of("read && once"));

    private static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);

    private static string? KeyOf(string text)
    {
        Assert.True(LabelExpression.TryParse(text, out var expression, out var error), error);
        return expression.Key;
    }

    private static string? ErrorOf(string text)
    {
        Assert.False(LabelExpression.TryParse(text, out _, out var error));
        return error;
    }
}
