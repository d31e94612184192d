using RentABot.Contracts;

namespace RentABot.Rules.Tests;

public sealed class When_it_is_told_what_was_asked_for
{
    [Fact]
    public void Should_say_it_in_the_words_of_the_command()
    {
        Assert.Equal("1 of resource 'r1'", Asked.Of(new LockResources { Name = "r1" }));
        Assert.Equal("2 of tags arm,usb", Asked.Of(new CreateReservation { Tags = ["arm", "usb"], Quantity = 2 }));
        Assert.Equal("1 of expression arm &&", Asked.Of(new LockResources { Expression = "arm &&" }));
        Assert.Equal("resource 'r1'", Asked.Of(new RegisterResource { Name = "r1" }));
        Assert.Null(Asked.Of(new LockResources { ResourceId = 7 }));
        Assert.Null(Asked.Of(new UnlockBatch { LockTokens = ["a token"] }));
    }

    [Fact]
    public void Should_be_no_longer_than_somebody_reads() =>
        Assert.Equal(300, Asked.Of(new LockResources { Name = new string('x', 100_000) })!.Length);
}
