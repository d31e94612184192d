using Microsoft.Extensions.Options;
using RentABot.Hosting.Webhooks;

namespace RentABot.Scheduler.Tests.Webhooks;

public sealed class When_a_secret_is_kept
{
    private const string One = "one-key-of-a-test-0123456789-0123456789";
    private const string Another = "another-key-of-a-test-0123456789-01234567";

    [Fact]
    public void Should_be_read_again_for_its_own_use_alone()
    {
        var kept = Box(One).Seal(Hooks.Secret, "this");

        Assert.Equal(Hooks.Secret, Box(One).Open(kept, "this"));
        Assert.Null(Box(One).Open(kept, "that"));
        Assert.Equal(-1, kept.AsSpan().IndexOf(Hooks.Secret));
        kept[^1] ^= 1;
        Assert.Null(Box(One).Open(kept, "this"));
    }

    [Fact]
    public void Should_outlive_the_first_key_as_long_as_that_is_among_them()
    {
        var kept = Box(One).Seal(Hooks.Secret, "this");

        Assert.Equal(Hooks.Secret, Box(Another, One).Open(kept, "this"));
        Assert.Null(Box(Another).Open(kept, "this"));
    }

    private static SecretBox Box(params string[] keys) => new(Options.Create(new WebhookOptions { Keys = keys }));
}
