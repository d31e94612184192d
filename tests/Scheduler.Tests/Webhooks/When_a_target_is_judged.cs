using System.Net;
using Microsoft.Extensions.Options;
using RentABot.Hosting.Webhooks;

namespace RentABot.Scheduler.Tests.Webhooks;

public sealed class When_a_target_is_judged
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("169.254.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::ffff:a9fe:a9fe", false)]
    [InlineData("::ffff:0.0.0.0", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b::169.254.169.254", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("64:ff9b:1::a9fe:a9fe", false)]
    [InlineData("64:ff9b:1:ffff::808:808", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2002:a9fe:a9fe::1", false)]
    [InlineData("2130706433", false)]
    [InlineData("0x7f000001", false)]
    [InlineData("0x7f.1", false)]
    [InlineData("0177.0.0.1", false)]
    [InlineData("127.1", false)]
    [InlineData("0xa9fea9fe", false)]
    public void Should_never_be_this_machine_or_its_neighbours_where_any_host_will_do(string address, bool allowed)
    {
        Assert.Equal(allowed, Rules("*").Allows("example.com", IPAddress.Parse(address)));
        Assert.Equal(allowed, Rules().Allows("example.com", IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("127.0.0.1", "a.example.com", "127.0.0.1", true)]
    [InlineData("127.0.0.0/8", "a.example.com", "127.0.0.1", true)]
    [InlineData("::1", "a.example.com", "::1", true)]
    [InlineData("localhost", "localhost", "127.0.0.1", true)]
    [InlineData("localhost", "LOCALHOST.", "127.0.0.1", true)]
    [InlineData("*.example.com", "a.example.com", "127.0.0.1", false)]
    [InlineData("0.0.0.0/0", "a.example.com", "127.0.0.1", false)]
    [InlineData("0.0.0.0/0", "a.example.com", "8.8.8.8", true)]
    [InlineData("::/0", "a.example.com", "::1", false)]
    [InlineData("127.0.0.1", "a.example.com", "127.0.0.2", false)]
    [InlineData("127.0.0.1", "a.example.com", "::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.1", "a.example.com", "64:ff9b::127.0.0.1", true)]
    [InlineData("127.0.0.1", "a.example.com", "::ffff:127.0.0.2", false)]
    [InlineData("64:ff9b:1::/96", "a.example.com", "64:ff9b:1::808:808", true)]
    [InlineData("10.1.0.0/16", "a.example.com", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "a.example.com", "::ffff:10.2.2.3", false)]
    [InlineData("10.1.0.0/16", "a.example.com", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "a.example.com", "10.2.2.3", false)]
    [InlineData("*.example.com", "a.example.com", "8.8.8.8", true)]
    [InlineData("*.example.com", "example.com", "8.8.8.8", false)]
    [InlineData("*.example.com", "a.example.com.evil.org", "8.8.8.8", false)]
    [InlineData("*.example.com", "aexample.com", "8.8.8.8", false)]
    [InlineData("example.com", "a.example.com", "8.8.8.8", false)]
    public void Should_be_what_is_listed(string target, string host, string address, bool allowed) =>
        Assert.Equal(allowed, Rules(target).Allows(host, IPAddress.Parse(address)));

    private static TargetRules Rules(params string[] targets) => new(Options.Create(new WebhookOptions { Targets = targets }));
}
