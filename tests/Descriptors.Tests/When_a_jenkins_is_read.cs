using System.Text.RegularExpressions;
using static RentABot.Descriptors.Tests.Reading;

namespace RentABot.Descriptors.Tests;

public sealed class When_a_jenkins_is_read
{
    private const string Head = "unclassified:\n  lockableResourcesManager:\n    declaredResources:\n";

    [Fact]
    public void Should_carry_over_every_resource_of_a_lab()
    {
        var text = Sample.Read("jenkins");
        var descriptor = Read("jenkins", text);
        Assert.False(descriptor.Errors.Any, descriptor.Errors.ToString());
        Assert.Equal(123, descriptor.Resources.Count);

        // The file itself is the oracle: each name in its order, and as many labels as it has words.
        var names = Regex.Matches(text, "^      - name: \"?([^\"\n]+)", RegexOptions.Multiline).Select(m => m.Groups[1].Value.Replace(' ', '-'));
        Assert.Equal(names, descriptor.Resources.Select(r => r.Name));
        var labels = Regex.Matches(text, "^        labels: \"([^\"]+)", RegexOptions.Multiline).Sum(m => m.Groups[1].Value.Split(' ').Length);
        Assert.Equal(labels, descriptor.Resources.Sum(r => r.Tags.Count(tag => !tag.Contains('='))));
        Assert.Equal(81, descriptor.Resources.Sum(r => r.Tags.Count(tag => tag.Contains('='))));

        var first = descriptor.Resources[0];
        Assert.Equal(("lab1-rpi4-01", "rpi4 no. 1 on shelf A1", "", null), (first.Name, first.Description, first.Endpoint, first.MaxLockDuration));
        Assert.Equal(["board", "arm64", "raspberrypi", "u-boot", "lab1", "POWER_PORT=pdu1:1", "SERIAL=/dev/ttyUSB0"], first.Tags);
        Assert.Equal(["flasher", "c++", "rev_2"], descriptor.Resources.Single(r => r.Name == "Flash-Station-1").Tags);
        Assert.Equal(["quartus", "SERVER=27000_licence.lab.example"], descriptor.Resources[^1].Tags);
    }

    [Fact]
    public void Should_list_all_that_has_no_place()
    {
        var notes = Read("jenkins", Sample.Read("jenkins")).Warnings;
        Assert.Equal(6, notes.Count(note => note.EndsWith(": note left out", StringComparison.Ordinal)));
        Assert.Equal(3, notes.Count(note => note.EndsWith(": reservedBy left out", StringComparison.Ordinal)));
        Assert.Contains(notes, note => note.EndsWith(": lockableResourcesManager: allowEmptyOrNullValues left out", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.EndsWith(": Flash Station 1: a name has no white space: became 'Flash-Station-1'", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.EndsWith(": Flash Station 1: 'rev#2' became the tag 'rev_2'", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.EndsWith(": license-seat: 'SERVER=27000@licence.lab.example' became the tag 'SERVER=27000_licence.lab.example'", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains(": license-seat: 'NOTES=ask", StringComparison.Ordinal) && note.Contains("was left out", StringComparison.Ordinal));
        Assert.Equal(14, notes.Count);
    }

    [Theory]
    [InlineData("jenkins: {}\n", "file: line 1: there is no list unclassified: lockableResourcesManager: declaredResources")]
    [InlineData("", "file: line 1: there is no list unclassified: lockableResourcesManager: declaredResources")]
    [InlineData(Head + "      []\n", "file: there are no resources in it")]
    [InlineData(Head + "    - labels: a\n", "file: line 4: a resource has no name")]
    [InlineData(Head + "    - name: a\n    - name: a\n", "a: line 5: is on line 4 already")]
    [InlineData(Head + "    - name: a b\n    - name: a-b\n", "a-b: line 5: is on line 4 already")]
    [InlineData(Head + "    - name: a\n      labels: [x]\n", "a: line 5: labels must be text")]
    [InlineData(Head + "    - name: a\n      labels: x\n      labels: y\n", "a: line 6: labels is there twice")]
    [InlineData(Head + "    - name: a\n      properties: x\n", "a: line 5: properties must be a list")]
    [InlineData(Head + "    - name: a\n      properties: [{value: x}]\n", "a: line 5: a property has no name")]
    public void Should_name_the_line_of_what_is_wrong(string text, string error) => Assert.Equal([error], Errors("jenkins", text));

    [Fact]
    public void Should_not_mind_what_else_a_jenkins_has()
    {
        var script = $"jobs:\n  - script: {new string('s', 100_000)}\n";
        Assert.Equal("a", Assert.Single(Read("jenkins", script + Head + "    - name: a\n").Resources).Name);
    }

    [Fact]
    public void Should_refuse_a_name_that_is_too_long() =>
        Assert.StartsWith("line 4: name must be", Read("jenkins", Head + $"    - name: {new string('n', 129)}\n").Errors.ToDictionary().Single().Value[0], StringComparison.Ordinal);

    [Fact]
    public void Should_take_no_more_than_an_import_may_have() =>
        Assert.Equal(
            ["file: line 10004: there are more than 10000 resources"],
            Errors("jenkins", Head + string.Concat(Enumerable.Range(0, 10_003).Select(i => $"    - name: r{i}\n"))));
}
