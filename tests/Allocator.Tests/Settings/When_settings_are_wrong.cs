using RentABot.Allocator.Settings;

namespace RentABot.Allocator.Tests.Settings;

public sealed class When_settings_are_wrong
{
    [Fact]
    public void Should_name_every_key_with_its_value_and_what_is_allowed()
    {
        var options = new LockOptions { DefaultTtl = 0, DefaultMaxLockDuration = 31_536_001, WarningPeriod = -1, AgingStep = 0, ClaimWindow = 3601 };

        var result = new LockOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "Locks:DefaultTtl is 0; allowed is 1–31536000",
                "Locks:DefaultMaxLockDuration is 31536001; allowed is 1–31536000",
                "Locks:WarningPeriod is -1; allowed is 0–31536000",
                "Locks:AgingStep is 0; allowed is 1–604800",
                "Locks:ClaimWindow is 3601; allowed is 1–3600",
            ],
            result.Failures);
    }

    [Fact]
    public void Should_accept_the_coded_defaults() => Assert.True(new LockOptionsValidator().Validate(null, new LockOptions()).Succeeded);

    [Fact]
    public void Should_ask_for_a_token_key()
    {
        var result = new TokenOptionsValidator().Validate(null, new TokenOptions());

        Assert.Equal("Tokens:Keys is missing; give at least one secret of 32 characters or more as Tokens:Keys:0", result.FailureMessage);
    }

    [Fact]
    public void Should_ask_for_long_token_keys_and_never_repeat_one()
    {
        var short1 = new string('k', 31);

        var result = new TokenOptionsValidator().Validate(null, new TokenOptions { Keys = [new string('k', 32), short1] });

        Assert.Equal("Tokens:Keys:1 is shorter than 32 characters", result.FailureMessage);
        Assert.DoesNotContain(short1, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_accept_keys_of_32_characters() =>
        Assert.True(new TokenOptionsValidator().Validate(null, new TokenOptions { Keys = [new string('k', 32)] }).Succeeded);

    [Fact]
    public async Task Should_stop_the_start()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => AllocatorHost.StartAsync(settings: new() { ["Locks:ClaimWindow"] = "0" }));

        Assert.Equal(["Locks:ClaimWindow is 0; allowed is 1–3600"], failure.Failures);
    }
}
