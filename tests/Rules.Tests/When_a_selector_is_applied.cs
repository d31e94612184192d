using RentABot.Contracts;

namespace RentABot.Rules.Tests;

public sealed class When_a_selector_is_applied
{
    [Theory]
    [InlineData(7L, null, "", true)]
    [InlineData(8L, null, "", false)]
    [InlineData(null, "r1", "", true)]
    [InlineData(null, "R1", "", false)]
    [InlineData(null, null, "arm", true)]
    [InlineData(null, null, "usb,arm", true)]
    [InlineData(null, null, "arm,hdmi", false)]
    [InlineData(null, null, "ARM", false)]
    [InlineData(null, null, "", true)]
    public void Should_match_the_id_the_name_and_all_of_the_tags(long? id, string? name, string tags, bool expected)
    {
        var selector = new Selector(id, name, TagSyntax.Split(tags, out _));

        Assert.Equal(expected, selector.Matches(7, "r1", ["arm", "usb"]));
    }

    [Fact]
    public void Should_have_one_key_for_equal_wishes_whatever_the_order_of_the_tags()
    {
        var one = Selector.Of(new LockResources { Tags = ["b", "a", "b"] });
        var other = Selector.Of(new CreateReservation { Tags = ["a", "b"] });

        Assert.Equal(one.Key, other.Key);
        Assert.Equal(["b", "a"], one.Tags);
    }

    [Fact]
    public void Should_have_one_key_for_an_expression_however_it_is_spelled()
    {
        var one = Selector.Of(new LockResources { Expression = "a&&!(b||'c')" });
        var other = Selector.Of(new CreateReservation { Expression = " a AND not (b or c) " });

        Assert.Equal(one.Key, other.Key);
    }

    [Theory]
    [InlineData("arm && !hdmi", true)]
    [InlineData("arm && !usb", false)]
    public void Should_match_what_satisfies_the_expression(string expression, bool expected) =>
        Assert.Equal(expected, Selector.Of(new LockResources { Expression = expression }).Matches(7, "r1", ["arm", "usb"]));

    [Theory]
    [InlineData("arm", null, 2)]
    [InlineData("arm,usb", null, 1)]
    [InlineData(null, "arm", 2)]
    [InlineData(null, "arm && usb", 1)]
    [InlineData(null, "arm || x86", 2)]
    [InlineData(null, "arm && arm && !x86", 2)]
    [InlineData(null, "!x86", 3)]
    public void Should_count_the_tags_that_were_not_asked_for(string? tags, string? expression, int expected)
    {
        var selector = Selector.Of(new LockResources { Tags = tags?.Split(','), Expression = expression });

        Assert.Equal(expected, selector.TagsBeyond(["arm", "usb", "hdmi"]));
    }

    [Fact]
    public void Should_have_another_key_for_another_wish()
    {
        ISelection[] wishes =
        [
            new LockResources { Tags = ["a"] }, new LockResources { Tags = ["a", "b"] }, new LockResources { Name = "a" },
            new LockResources { ResourceId = 1 }, new LockResources { Name = "1" }, new LockResources { Tags = ["1"] },
            new LockResources { Expression = "a" }, new LockResources { Expression = "a && b" }, new LockResources { Expression = "!a" },
        ];

        Assert.Equal(wishes.Length, wishes.Select(w => Selector.Of(w).Key).Distinct().Count());
    }

    [Fact]
    public void Should_say_what_is_asked_for()
    {
        Assert.Equal("resource 7", new Selector(7, null, []).ToString());
        Assert.Equal("resource 'r1'", new Selector(null, "r1", []).ToString());
        Assert.Equal("tags arm,usb", new Selector(null, null, ["arm", "usb"]).ToString());
        Assert.Equal("expression arm64 && !usb", Selector.Of(new LockResources { Expression = "arm64 and not usb" }).ToString());
        Assert.Equal("any resource", new Selector(null, null, []).ToString());
    }
}
