using System.Text.RegularExpressions;
using static RentABot.Descriptors.Tests.Reading;

namespace RentABot.Descriptors.Tests;

public sealed class When_a_labgrid_is_read
{
    [Fact]
    public void Should_carry_over_every_place()
    {
        var text = Sample.Read("labgrid");
        var descriptor = Read("labgrid", text);
        Assert.False(descriptor.Errors.Any, descriptor.Errors.ToString());
        Assert.Equal(111, descriptor.Resources.Count);
        Assert.Equal(Regex.Matches(text, "^([^ \n]+):", RegexOptions.Multiline).Select(m => m.Groups[1].Value), descriptor.Resources.Select(r => r.Name));
        var first = descriptor.Resources[0];
        Assert.Equal(("rpi4-01", "rpi4 no. 1, rack 1"), (first.Name, first.Description));
        Assert.Equal(["arch=arm64", "board=rpi4", "rack=1"], first.Tags);
        Assert.Equal(330, descriptor.Resources.Sum(r => r.Tags.Count));
    }

    [Fact]
    public void Should_list_all_that_has_no_place()
    {
        var notes = Read("labgrid", Sample.Read("labgrid")).Warnings;
        Assert.Equal("line 2: rpi4-01: acquired, acquired_resources, aliases, changed, created, matches left out", notes[0]);

        // A line for each place, but for the one that has nothing more to say.
        Assert.Equal(110, notes.Count);
        Assert.Equal(11, notes.Count(note => note.Contains("acquired,", StringComparison.Ordinal)));
        Assert.Equal(22, notes.Count(note => note.Contains("aliases,", StringComparison.Ordinal)));
        Assert.DoesNotContain(notes, note => note.Contains("spare", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_say_which_tag_it_changed()
    {
        var descriptor = Read("labgrid", "a:\n  tags:\n    owner: qa team\n");
        Assert.Equal(["owner=qa_team"], Assert.Single(descriptor.Resources).Tags);
        Assert.Equal(["line 3: a: 'owner=qa team' became the tag 'owner=qa_team'"], descriptor.Warnings);
    }

    [Theory]
    [InlineData("", "file: there are no resources in it")]
    [InlineData("- a\n", "file: line 1: must be a map from names to places")]
    [InlineData("a: 1\n", "a: line 1: is not a place: it must be a map of properties")]
    [InlineData("a:\n  tags: [x]\n", "a: line 2: tags must be a map from keys to values")]
    [InlineData("a:\n  tags: {x: [y]}\n", "a: line 2: x must be text")]
    [InlineData("a: {tags: {}}\na: {tags: {}}\n", "a: line 2: is on line 1 already")]
    public void Should_name_the_line_of_what_is_wrong(string text, string error) => Assert.Equal([error], Errors("labgrid", text));
}
