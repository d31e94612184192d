using System.Text;
using RentABot.Rules;

namespace RentABot.Descriptors.Tests;

public sealed class When_a_descriptor_is_read
{
    [Fact]
    public void Should_take_every_property()
    {
        var entry = Assert.Single(Read("b:\n  description: a board\n  endpoint: ssh://b:22\n  tags: arm, mx8,\n  max_lock_duration: 60\n").Resources);
        Assert.Equal(("b", "a board", "ssh://b:22", 60), (entry.Name, entry.Description, entry.Endpoint, entry.MaxLockDuration));
        Assert.Equal(["arm", "mx8"], entry.Tags);
    }

    [Theory]
    [InlineData("b:")]
    [InlineData("b: ~")]
    [InlineData("b: {}")]
    [InlineData("b: {description: , endpoint: ~, tags: null, max_lock_duration: }")]
    public void Should_have_defaults(string text)
    {
        var entry = Assert.Single(Read(text).Resources);
        Assert.Equal(("", "", null), (entry.Description, entry.Endpoint, entry.MaxLockDuration));
        Assert.Empty(entry.Tags);
    }

    [Fact]
    public void Should_tell_a_quoted_null_from_none()
    {
        var entry = Assert.Single(Read("b:\n  description: \"null\"\n  endpoint: '~'\n").Resources);
        Assert.Equal(("null", "~"), (entry.Description, entry.Endpoint));
    }

    [Theory]
    [InlineData("tags: [a, b, a]")]
    [InlineData("tags: a,b,a")]
    [InlineData("tags: a b a")]
    [InlineData("tags: \"a,b\"")]
    public void Should_take_tags_as_text_or_as_a_list(string tags) =>
        Assert.Equal(["a", "b"], Assert.Single(Read($"x:\n  {tags}\n").Resources).Tags);

    [Fact]
    public void Should_warn_of_the_old_form_and_of_what_is_unknown()
    {
        var descriptor = Read("x:\n  tags: a b\n  host: h\n");
        Assert.False(descriptor.Errors.Any);
        Assert.Equal(
            ["line 2: x: tags are separated by spaces; separate them by commas", "line 3: x: host is not known and was left out"],
            descriptor.Warnings);
    }

    [Theory]
    [InlineData("tag", "tags")]
    [InlineData("Tags", "tags")]
    [InlineData("tgas", "tags")]
    [InlineData("desc", "description")]
    [InlineData("descripton", "description")]
    [InlineData("end-point", "endpoint")]
    [InlineData("maxLockDuration", "max_lock_duration")]
    [InlineData("max-lock-duration", "max_lock_duration")]
    public void Should_refuse_what_would_empty_the_property_that_was_meant(string written, string meant)
    {
        foreach (var value in new[] { "1", "~" })
        {
            var errors = Read($"a:\nb:\n  {written}: {value}\n").Errors.ToDictionary();
            Assert.Equal(
                [$"line 3: {written} is not known, did you mean {meant}? The properties are description, endpoint, tags and max_lock_duration"],
                errors["b"]);
        }
    }

    [Theory]
    [InlineData("host")]
    [InlineData("labels")]
    [InlineData("flags")]
    [InlineData("stage")]
    [InlineData("max")]
    [InlineData("lock-token")]
    [InlineData("some-unknown-property")]
    public void Should_leave_out_what_is_of_another_program(string property)
    {
        var descriptor = Read($"a:\n  {property}: 1\n");
        Assert.False(descriptor.Errors.Any, descriptor.Errors.ToString());
        Assert.Equal([$"line 2: a: {property} is not known and was left out"], descriptor.Warnings);
    }

    /// <summary>Nothing is lost then.</summary>
    [Fact]
    public void Should_take_what_looks_like_a_property_that_is_there_for_another_one()
    {
        var descriptor = Read("a:\n  endpoint-2: y\n  endpoint: x\n  console: {endpoint: z}\n");
        Assert.False(descriptor.Errors.Any, descriptor.Errors.ToString());
        Assert.Equal("x", Assert.Single(descriptor.Resources).Endpoint);
        Assert.Equal(2, descriptor.Warnings.Count);
    }

    [Fact]
    public void Should_not_warn_without_end()
    {
        var descriptor = Read("x:\n" + string.Concat(Enumerable.Range(0, 150).Select(i => $"  p{i}: 1\n")));
        Assert.Equal(101, descriptor.Warnings.Count);
        Assert.Equal("and 50 more of the kind", descriptor.Warnings[^1]);
    }

    [Theory]
    [InlineData("a:\n\nb: [1]\n", "b", "line 3: must be a map of properties below the resource's name, such as board-1: {tags: [arm64, board]}")]
    [InlineData("a: text", "a", "line 1: must be a map of properties below the resource's name, such as board-1: {tags: [arm64, board]}")]
    [InlineData("resources:\n  a: {tags: x}\n  b: {tags: y}\n", "resources",
        "line 1: holds resources; each begins a line of the file, with nothing around it, such as board-1: {tags: [arm64, board]}")]
    [InlineData("a:\n  tags: x\n  <<: {endpoint: y}\n", "a", "line 3: << is not followed; write what it brings below a")]
    [InlineData("a:\n  tags: x\na:\n  tags: y\n", "a", "line 3: is on line 1 already")]
    [InlineData("a:\n  tags: x\n  tags: y\n", "a", "line 3: tags is on line 2 already")]
    [InlineData("a:\n  description: [x]\n", "a", "line 2: description must be text")]
    [InlineData("a:\n  max_lock_duration: soon\n", "a", "line 2: max_lock_duration must be a whole number of seconds, such as 3600 for an hour")]
    [InlineData("a:\n  max_lock_duration: 1.5\n", "a", "line 2: max_lock_duration must be a whole number of seconds, such as 3600 for an hour")]
    [InlineData("a:\n  max_lock_duration: 0\n", "a", "line 2: max_lock_duration must be 1–31536000 seconds")]
    [InlineData("a:\n  tags:\n  - {x: y}\n", "a", "line 3: tags must be up to 64 tags, as text or as a list")]
    [InlineData("a:\n  tags: [~]\n", "a", "line 2: tags must be up to 64 tags, as text or as a list")]
    [InlineData("- a\n- b\n", "descriptor", "line 1: must be a map from names to properties, such as board-1: {tags: [arm64, board]}")]
    [InlineData("just text", "descriptor", "line 1: must be a map from names to properties, such as board-1: {tags: [arm64, board]}")]
    [InlineData("# nothing", "descriptor", "it is empty; it has to have a resource at least, such as board-1: {tags: [arm64, board]}")]
    [InlineData("null", "descriptor", "it is empty; it has to have a resource at least, such as board-1: {tags: [arm64, board]}")]
    public void Should_name_the_line_of_what_is_wrong(string text, string entry, string message) =>
        Assert.Contains(message, Read(text).Errors.ToDictionary()[entry]);

    [Fact]
    public void Should_name_the_line_of_a_bad_name() =>
        Assert.StartsWith("line 2: name ", Read("ok:\n? 'two words'\n: {}\n").Errors.ToDictionary()["two words"][0], StringComparison.Ordinal);

    [Fact]
    public void Should_take_no_more_entries_than_an_import_may_have()
    {
        var text = string.Concat(Enumerable.Range(0, Limits.MaxImport + 1).Select(i => $"r{i}:\n"));
        Assert.Equal(["it has 10001 entries; allowed are 10000"], Read(text).Errors.ToDictionary()["descriptor"]);
    }

    [Fact]
    public void Should_follow_references()
    {
        var descriptor = Read("a:\n  tags: &common [x, y]\nb: &b\n  tags: *common\nc: *b\n");
        Assert.False(descriptor.Errors.Any);
        Assert.All(descriptor.Resources, r => Assert.Equal(["x", "y"], r.Tags));
    }

    [Theory]
    [InlineData("a: *nothing", "line 1: there is no &nothing before it")]
    [InlineData("a: &self [*self]", "line 1: there is no &self before it")]
    [InlineData("a:\n---\nb:\n", "line 2: there is a second document")]
    [InlineData("a:\n  ? [x, y]\n  : 1\n", "line 2: a name is not a single value")]
    [InlineData("a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}", "line 1: it is nested too deeply")]
    public void Should_refuse_what_is_no_descriptor_at_all(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DescriptorSyntaxException>(() => Read(text)).Message);

    [Fact]
    public void Should_say_whose_text_is_too_long() =>
        Assert.Equal(
            "line 1: a: endpoint: the text has 4225 characters; allowed are 4224",
            Assert.Throws<DescriptorSyntaxException>(
                () => Read("{b: {tags: x}, a: {tags: y, endpoint: " + new string('x', 4225) + "}}")).Message);

    [Fact]
    public void Should_not_choke_on_nesting_and_multiplying_references()
    {
        Assert.Throws<DescriptorSyntaxException>(() => Read(new string('[', 1_000_000)));
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghi".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));
        Assert.True(Read(bomb).Errors.Any);
    }

    [Fact]
    public void Should_not_stumble_over_any_text()
    {
        const string alphabet = "ab:  \n\n-[]{},&*!|>'\"%#?~<.\t\\é";
        var random = new Random(20300101);
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            try
            {
                Assert.NotNull(Read(text));
            }
            catch (DescriptorSyntaxException exception)
            {
                Assert.StartsWith("line ", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Should_not_stop_at_a_NUL() =>
        Assert.Equal("line 2: there is a NUL character", Assert.Throws<DescriptorSyntaxException>(() => Read("a:\n\0\nb:\n")).Message);

    [Fact]
    public void Should_want_UTF8() =>
        Assert.Equal("line 1: it is not UTF-8 text", Assert.Throws<DescriptorSyntaxException>(() => DescriptorReader.Read(new byte[] { 0x61, 0xFF }, false)).Message);

    private static Descriptor Read(string text) => DescriptorReader.Read(Encoding.UTF8.GetBytes(text), isJson: false);
}
