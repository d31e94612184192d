using System.Diagnostics;
using RentABot.Cli.Output;

namespace RentABot.Cli.Tests;

public sealed class When_texts_of_others_are_shown
{
    [Theory]
    [InlineData("plain – ünï 日本", "plain – ünï 日本")]
    [InlineData("\u001b[2Jgone", "\uFFFD[2Jgone")]
    [InlineData("two\nlines\r\tand \u2028more", "two lines  and  more")]
    [InlineData("\u202Eright", "\uFFFDright")]
    [InlineData("\u009b31m", "\uFFFD31m")]
    public void Should_not_drive_the_terminal(string text, string shown) => Assert.Equal(shown, CleanText.Of(text));

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("it's \"quoted\" $HOME `id` $(id) \\ ! * ? ; & | < > # ~")]
    [InlineData("'")]
    [InlineData("''\n'\n")]
    public async Task Should_come_out_of_a_shell_as_they_went_in(string text)
    {
        var script = ShellLines.Of([new("VALUE", text), new("END", "end")]) + "printf '%s|%s' \"$VALUE\" \"$END\"";
        var start = new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        Assert.Equal($"{text}|end", await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
