namespace RentABot.Cli.Tests;

public sealed class When_durations_are_written
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("30m", 1800)]
    [InlineData("2h30m", 9000)]
    [InlineData("1d", 86_400)]
    [InlineData("1d2h3m4s", 93_784)]
    [InlineData("2147483647", int.MaxValue)]
    public void Should_be_read(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("5x")]
    [InlineData("1.5h")]
    [InlineData("30s2h")]
    [InlineData("2h 30m")]
    [InlineData("h")]
    [InlineData("2147483648")]
    [InlineData("999999d")]
    [InlineData("٣s")]
    public void Should_be_refused_when_they_are_none(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.2, "1s")]
    [InlineData(59, "59s")]
    [InlineData(60, "1m")]
    [InlineData(9000, "2h 30m")]
    [InlineData(9001, "2h 30m")]
    [InlineData(90_000, "1d 1h")]
    [InlineData(-3, "0s")]
    public void Should_be_told_in_two_parts(double seconds, string text) => Assert.Equal(text, Durations.Write(TimeSpan.FromSeconds(seconds)));
}
