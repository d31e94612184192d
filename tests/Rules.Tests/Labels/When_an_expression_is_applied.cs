namespace RentABot.Rules.Tests.Labels;

public sealed class When_an_expression_is_applied
{
    [Theory]
    [InlineData("arm", true)]
    [InlineData("ARM", false)]
    [InlineData("ar", false)]
    [InlineData("arm && usb", true)]
    [InlineData("arm && hdmi", false)]
    [InlineData("hdmi || usb", true)]
    [InlineData("hdmi || x86", false)]
    [InlineData("!arm", false)]
    [InlineData("!hdmi", true)]
    [InlineData("arm && !broken", true)]
    [InlineData("hdmi && x86 || arm", true)]
    [InlineData("hdmi && (x86 || arm)", false)]
    [InlineData("!hdmi && arm", true)]
    [InlineData("!(hdmi && arm)", true)]
    [InlineData("!(hdmi || arm)", false)]
    [InlineData("!!arm", true)]
    [InlineData("\"or\"", true)]
    public void Should_tell_by_the_tags(string text, bool expected) =>
        Assert.Equal(expected, LabelExpression.Of(text).Matches(["arm", "usb", "or"]));

    [Theory]
    [InlineData("a && b || c", "a,b,c")]
    [InlineData("a && !b", "a")]
    [InlineData("!(a || b) && c", "c")]
    [InlineData("!(a || !b)", "b")]
    [InlineData("!!a", "a")]
    [InlineData("!a || a", "a")]
    [InlineData("!a", "")]
    public void Should_ask_for_the_tags_that_are_not_negated(string text, string named) =>
        Assert.Equal(named, string.Join(',', LabelExpression.Of(text).NamedTags.Order()));
}
