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
}
