namespace RentABot.Rules.Tests;

public sealed class When_a_text_is_cut
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("", 3, "")]
    [InlineData("abc", 0, "")]
    [InlineData("ab🐝", 4, "ab🐝")]
    [InlineData("ab🐝c", 4, "ab🐝")]
    [InlineData("ab🐝c", 3, "ab")]
    [InlineData("🐝", 1, "")]
    public void Should_keep_what_fits_and_no_half_of_a_character(string text, int most, string expected) => Assert.Equal(expected, text.Cut(most));
}
