using RentABot.Contracts;

namespace RentABot.Rules.Tests;

public sealed class When_a_command_is_checked
{
    private static readonly string[] FarTooManyTags = [.. Enumerable.Range(0, 65).Select(i => $"t{i}")];

    /// <summary>A command that breaks one rule, and the field that the violation names.</summary>
    public static TheoryData<string, object> Broken()
    {
        var at = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var id = Guid.NewGuid();
        return new TheoryData<string, object>
        {
            { "tags", new LockResources() },
            { "tags", new LockResources { Tags = [] } },
            { "tags", new LockResources { ResourceId = 1, Name = "r1" } },
            { "tags", new LockResources { ResourceId = 1, Tags = ["arm"] } },
            { "tags", new LockResources { Tags = ["a b"] } },
            { "tags", new LockResources { Tags = [""] } },
            { "tags", new LockResources { Tags = [null!] } },
            { "tags", new LockResources { Tags = FarTooManyTags } },
            { "tags", new LockResources { Tags = [new string('t', 65)] } },
            { "tags", new LockResources { Tags = ["arm"], Expression = "usb" } },
            { "expression", new LockResources { Expression = "arm &&" } },
            { "expression", new LockResources { Expression = "" } },
            { "expression", new LockResources { Expression = "arm".PadRight(2001) } },
            { "expression", new CreateReservation { Expression = " " } },
            { "name", new LockResources { Name = "a b" } },
            { "name", new LockResources { Name = "" } },
            { "quantity", new LockResources { Tags = ["arm"], Quantity = 0 } },
            { "quantity", new LockResources { Tags = ["arm"], Quantity = 1001 } },
            { "quantity", new LockResources { Name = "r1", Quantity = 2 } },
            { "quantity", new LockResources { ResourceId = 1, Quantity = 2 } },
            { "ttl", new LockResources { Tags = ["arm"], Ttl = 0 } },
            { "ttl", new LockResources { Tags = ["arm"], Ttl = 31_536_001 } },
            { "details", new LockResources { Tags = ["arm"], Details = new string('d', 2001) } },
            { "details", new LockResources { Tags = ["arm"], Details = "a\0b" } },
            { "client_id", new LockResources { Tags = ["arm"], ClientId = "" } },
            { "client_id", new LockResources { Tags = ["arm"], ClientId = new string('c', 201) } },
            { "client_id", new LockResources { Tags = ["arm"], ClientId = "a\nb" } },
            { "lock_token", new UnlockResource { ResourceId = 1 } },
            { "lock_token", new UnlockResource { ResourceId = 1, LockToken = "" } },
            { "lock_token", new UnlockResource { ResourceId = 1, LockToken = new string('t', 201) } },
            { "reason", new UnlockResource { ResourceId = 1, Force = true, Reason = new string('r', 2001) } },
            { "lock_tokens", new UnlockBatch { LockTokens = [] } },
            { "lock_tokens", new UnlockBatch { LockTokens = null! } },
            { "lock_tokens", new UnlockBatch { LockTokens = [.. Enumerable.Repeat("t", 1001)] } },
            { "lock_tokens", new UnlockBatch { LockTokens = ["t", ""] } },
            { "lock_tokens", new UnlockBatch { LockTokens = ["t", null!] } },
            { "lock_tokens", new UnlockBatch { LockTokens = [new string('t', 201)] } },
            { "lock_token", new ExtendLock { ResourceId = 1, LockToken = "", Ttl = 1 } },
            { "lock_token", new ExtendLock { ResourceId = 1, LockToken = new string('t', 201), Ttl = 1 } },
            { "ttl", new ExtendLock { ResourceId = 1, LockToken = "t" } },
            { "ttl", new ExtendLock { ResourceId = 1, LockToken = "t", Ttl = 1, AdditionalTtl = 1 } },
            { "ttl", new ExtendLock { ResourceId = 1, LockToken = "t", Ttl = 0 } },
            { "ttl", new ExtendLock { ResourceId = 1, LockToken = "t", Ttl = 31_536_001 } },
            { "additional_ttl", new ExtendLock { ResourceId = 1, LockToken = "t", AdditionalTtl = 0 } },
            { "additional_ttl", new ExtendLock { ResourceId = 1, LockToken = "t", AdditionalTtl = 31_536_001 } },
            { "tags", new CreateReservation() },
            { "client_id", new CreateReservation { Tags = ["arm"], ClientId = "" } },
            { "ttl", new CreateReservation { Tags = ["arm"], Ttl = 0 } },
            { "priority", new CreateReservation { Tags = ["arm"], Priority = 0 } },
            { "priority", new CreateReservation { Tags = ["arm"], Priority = 11 } },
            { "max_wait_time", new CreateReservation { Tags = ["arm"], MaxWaitTime = 0 } },
            { "max_wait_time", new CreateReservation { Tags = ["arm"], MaxWaitTime = 604_801 } },
            { "claim_window", new CreateReservation { Tags = ["arm"], ClaimWindow = 0 } },
            { "claim_window", new CreateReservation { Tags = ["arm"], ClaimWindow = 3601 } },
            { "reason", new CancelReservation { ReservationId = id, Reason = "\0" } },
            { "name", new RegisterResource { Name = "" } },
            { "name", new RegisterResource { Name = null! } },
            { "name", new RegisterResource { Name = new string('n', 129) } },
            { "name", new RegisterResource { Name = "a\tb" } },
            { "name", new RegisterResource { Name = "a\u0001b" } },
            { "description", new RegisterResource { Name = "r1", Description = new string('d', 2001) } },
            { "endpoint", new RegisterResource { Name = "r1", Endpoint = new string('e', 2001) } },
            { "tags", new RegisterResource { Name = "r1", Tags = ["ü"] } },
            { "max_lock_duration", new RegisterResource { Name = "r1", MaxLockDuration = 0 } },
            { "max_lock_duration", new RegisterResource { Name = "r1", MaxLockDuration = 31_536_001 } },
            { "name", new UpdateResource { ResourceId = 1, Name = "" } },
            { "tags", new UpdateResource { ResourceId = 1, Tags = ["a,b"] } },
            { "max_lock_duration", new UpdateResource { ResourceId = 1, MaxLockDuration = 0 } },
            { "max_lock_duration", new UpdateResource { ResourceId = 1, MaxLockDuration = 60, ResetMaxLockDuration = true } },
            { "details", new CreateReservation { Tags = ["arm"], Details = "a\0b" } },
            { "resources", new ImportResources { Resources = [] } },
            { "resources", new ImportResources { Resources = null! } },
            { "resources", new ImportResources { Resources = [.. Enumerable.Range(0, 10_001).Select(i => new ResourceDescription { Name = $"r{i}" })] } },
            { "resources[1]", new ImportResources { Resources = [new() { Name = "r1" }, null!] } },
            { "resources[1].name", new ImportResources { Resources = [new() { Name = "r1" }, new() { Name = "r1" }] } },
            { "resources[0].name", new ImportResources { Resources = [new() { Name = "a b" }] } },
            { "resources[0].description", new ImportResources { Resources = [new() { Name = "r1", Description = null! }] } },
            { "resources[0].endpoint", new ImportResources { Resources = [new() { Name = "r1", Endpoint = null! }] } },
            { "resources[0].tags", new ImportResources { Resources = [new() { Name = "r1", Tags = null! }] } },
            { "resources[0].tags", new ImportResources { Resources = [new() { Name = "r1", Tags = [" "] }] } },
            { "resources[0].max_lock_duration", new ImportResources { Resources = [new() { Name = "r1", MaxLockDuration = 0 }] } },
            { "reason", new MarkUnavailable { ResourceId = 1, Reason = "" } },
            { "reason", new MarkUnavailable { ResourceId = 1, Reason = null! } },
            { "reason", new MarkUnavailable { ResourceId = 1, Reason = " " } },
            { "reason", new MarkUnavailable { ResourceId = 1, Reason = new string('r', 2001) } },
            { "until", new MarkUnavailable { ResourceId = 1, Reason = "x", From = at, Until = at } },
            { "until", new MarkUnavailable { ResourceId = 1, Reason = "x", From = at, Until = at.AddSeconds(-1) } },
        };
    }

    /// <summary>Commands at the very limits of what is allowed.</summary>
    public static TheoryData<object> Sound()
    {
        var at = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new TheoryData<object>
        {
            new LockResources { ResourceId = 1 },
            new LockResources { Name = "r1", Tags = [] },
            new LockResources { Tags = FarTooManyTags[..64], Quantity = 1000, Ttl = 31_536_000, ClientId = new string('c', 200), Details = new string('d', 2000) },
            new LockResources { Tags = [new string('t', 64)], Ttl = 1 },
            new LockResources { Expression = "arm && !usb".PadRight(2000), Quantity = 1000 },
            new CreateReservation { Expression = string.Join("||", FarTooManyTags) },
            new UnlockResource { ResourceId = 1, LockToken = new string('t', 200) },
            new UnlockResource { ResourceId = 1, Force = true },
            new UnlockBatch { LockTokens = [.. Enumerable.Repeat("t", 1000)] },
            new ExtendLock { ResourceId = 1, LockToken = "t", Ttl = 31_536_000 },
            new ExtendLock { ResourceId = 1, LockToken = "t", AdditionalTtl = 1 },
            new CreateReservation { Tags = ["arm"], Priority = 1, MaxWaitTime = 604_800, ClaimWindow = 3600 },
            new CreateReservation { Name = "r1", Priority = 10, MaxWaitTime = 1, ClaimWindow = 1 },
            new CancelReservation { ReservationId = Guid.NewGuid() },
            new ClaimReservation { ReservationId = Guid.NewGuid() },
            new RegisterResource { Name = new string('n', 128), Description = new string('d', 2000), Endpoint = new string('e', 2000), MaxLockDuration = 31_536_000 },
            new UpdateResource { ResourceId = 1 },
            new ImportResources { Resources = [new() { Name = "r1" }, new() { Name = "R1" }] },
            new MarkUnavailable { ResourceId = 1, Reason = "x" },
            new MarkUnavailable { ResourceId = 1, Reason = "x", From = at, Until = at.AddSeconds(1) },
            new RemoveResource { ResourceId = 1 },
        };
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Should_name_the_field_that_breaks_a_rule(string field, object command)
    {
        var violations = CommandRules.Check(command);

        Assert.True(violations.Any);
        Assert.Equal([field], violations.ToDictionary().Keys);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void Should_let_pass_what_keeps_within_the_limits(object command) => Assert.Equal("", CommandRules.Check(command).ToString());

    [Fact]
    public void Should_name_everything_that_is_wrong_at_once()
    {
        var violations = CommandRules.Check(new CreateReservation { Quantity = 0, Priority = 0, Ttl = 0 });

        Assert.Equal(["priority", "quantity", "tags", "ttl"], violations.ToDictionary().Keys.Order());
    }

    [Fact]
    public void Should_name_no_more_than_three_bad_tags()
    {
        var violations = CommandRules.Check(new LockResources { Tags = ["a b", "c d", "e f", "g h"] });

        Assert.Equal(3, violations.ToDictionary()["tags"].Count);
    }

    [Fact]
    public void Should_shorten_a_very_long_tag_in_its_message()
    {
        var message = CommandRules.Check(new LockResources { Tags = [new string('t', 5000)] }).ToString();

        Assert.InRange(message.Length, 80, 200);
    }
}
