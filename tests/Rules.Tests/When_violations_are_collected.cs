namespace RentABot.Rules.Tests;

public sealed class When_violations_are_collected
{
    [Fact]
    public void Should_be_none_at_first()
    {
        var violations = new Violations();

        Assert.False(violations.Any);
        Assert.Empty(violations.ToDictionary());
        Assert.Equal("", violations.ToString());
    }

    [Fact]
    public void Should_gather_the_messages_of_each_field()
    {
        var violations = new Violations();
        violations.Add("ttl", "one");
        violations.AddIf(true, "name", "two");
        violations.AddIf(false, "name", "never");
        violations.Add("ttl", "three");

        Assert.True(violations.Any);
        Assert.Equal(["one", "three"], violations.ToDictionary()["ttl"]);
        Assert.Equal("name: two; ttl: one, three", violations.ToString());
    }

    [Fact]
    public void Should_count_what_is_too_much_to_tell()
    {
        var violations = new Violations();
        violations.Add(new string('x', 1000), "long");
        for (var i = 0; i < 150; i++) violations.Add($"f{i}", "wrong");

        var told = violations.ToDictionary();
        Assert.Equal(101, told.Count);
        Assert.Equal(["51 more are wrong"], told["more"]);
        Assert.Contains(new string('x', 200) + "…", told.Keys);
    }
}
