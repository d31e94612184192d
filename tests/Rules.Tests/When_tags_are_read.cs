namespace RentABot.Rules.Tests;

public sealed class When_tags_are_read
{
    [Theory]
    [InlineData("arm", true)]
    [InlineData("ARM", true)]
    [InlineData("Az09._:/+=-", true)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("a b", false)]
    [InlineData("a,b", false)]
    [InlineData("a\n", false)]
    [InlineData("ü", false)]
    [InlineData("a&b", false)]
    [InlineData("(a)", false)]
    public void Should_tell_a_tag(string text, bool expected) => Assert.Equal(expected, TagSyntax.IsTag(text));

    [Fact]
    public void Should_take_up_to_64_characters()
    {
        Assert.True(TagSyntax.IsTag(new string('t', 64)));
        Assert.False(TagSyntax.IsTag(new string('t', 65)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("arm", false, "arm")]
    [InlineData(" arm ", false, "arm")]
    [InlineData("arm,usb", false, "arm", "usb")]
    [InlineData(" arm , usb ,", false, "arm", "usb")]
    [InlineData(",,arm", false, "arm")]
    [InlineData("arm usb", true, "arm", "usb")]
    [InlineData("  arm   usb ", true, "arm", "usb")]
    [InlineData("a b,c", false, "a b", "c")]
    public void Should_split_at_commas_or_in_the_old_form_at_spaces(string text, bool oldForm, params string[] expected)
    {
        Assert.Equal(expected, TagSyntax.Split(text, out var old));
        Assert.Equal(oldForm, old);
    }

    [Fact]
    public void Should_drop_repeats_and_keep_the_order_and_the_case() =>
        Assert.Equal(["b", "a", "B"], TagSyntax.Distinct(["b", "a", "B", "a", "b"]));
}
