using RentABot.Contracts;

namespace RentABot.Rules.Tests;

public sealed class When_a_role_is_asked_for
{
    [Fact]
    public void Should_know_each_by_its_name_alone()
    {
        Assert.Equal("readonly, user, maintainer, admin", string.Join(", ", Enum.GetValues<Role>().Select(Roles.NameOf)));
        Assert.Equal(Roles.Allowed, string.Join(", ", Enum.GetValues<Role>().Select(Roles.NameOf)));
        Assert.All(Enum.GetValues<Role>(), role => Assert.True(Roles.TryParse(Roles.NameOf(role), out var read) && read == role));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Admin")]
    [InlineData("3")]
    [InlineData(" admin")]
    public void Should_take_nothing_else_for_a_role(string? name)
    {
        Assert.False(Roles.TryParse(name, out var role));
        Assert.Equal(Role.ReadOnly, role);
    }

    [Fact]
    public void Should_ask_more_of_who_forces_a_lock_off_than_of_its_holder()
    {
        Assert.Equal(Role.User, CommandRoles.RequiredFor(new UnlockResource { ResourceId = 1, LockToken = "t" }));
        Assert.Equal(Role.Admin, CommandRoles.RequiredFor(new UnlockResource { ResourceId = 1, Force = true }));
    }

    [Fact]
    public void Should_ask_for_the_highest_where_nothing_is_said() => Assert.Equal(Role.Admin, CommandRoles.RequiredFor(new object()));
}
