using System.Reflection;
using MassTransit;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Settings;
using RentABot.Hosting;
using RentABot.Rules;
using Headers = MassTransit.Headers;

namespace RentABot.Allocator.Tests.Commands;

public sealed class When_a_caller_is_read
{
    private static readonly Dictionary<string, string> Alice = new()
    {
        [CommandHeaders.Actor] = "alice", [CommandHeaders.Role] = "user", [CommandHeaders.Address] = "10.0.0.1", [CommandHeaders.UserAgent] = "curl",
    };

    [Fact]
    public void Should_believe_the_headers_of_a_broker_user_that_is_trusted() =>
        Assert.Equal(new Caller("alice", Role.User, "10.0.0.1", "curl"), Read(Alice, "gateway", trusted: ["gateway"]));

    [Fact]
    public void Should_take_any_other_broker_user_for_the_caller() =>
        Assert.Equal(OfTheBroker("mallory", Role.Admin), Read(Alice, "mallory", trusted: ["gateway"]));

    [Fact]
    public void Should_believe_nobody_whom_the_broker_does_not_name() =>
        Assert.Equal(OfTheBroker("bus", Role.Admin), Read(Alice, null, trusted: ["gateway"]));

    [Fact]
    public void Should_trust_its_own_broker_user_where_no_other_is_named()
    {
        Assert.Equal("alice", Read(Alice, "own").Actor);
        Assert.Equal("other", Read(Alice, "other").Actor);
        Assert.Equal("own", Read(Alice, "own", trusted: ["gateway"]).Actor);
    }

    [Fact]
    public void Should_believe_what_never_crossed_a_broker() =>
        Assert.Equal(new Caller("alice", Role.User, "10.0.0.1", "curl"), Read(Alice, null, overBroker: false));

    [Fact]
    public void Should_know_nobody_without_headers() => Assert.Equal(OfTheBroker("bus", Role.Admin), Read([], null, overBroker: false));

    [Fact]
    public void Should_cut_what_is_too_long() =>
        Assert.Equal(200, Read(new() { [CommandHeaders.Actor] = new string('a', 300) }, "own").Actor.Length);

    [Fact]
    public void Should_give_other_broker_users_the_role_that_is_set_and_otherwise_the_least_where_callers_are_asked_who_they_are()
    {
        Dictionary<string, string> forged = new(Alice) { [CommandHeaders.Role] = "admin" };
        var roles = new Dictionary<string, string> { ["script"] = "maintainer" };
        Assert.Equal(OfTheBroker("script", Role.Maintainer), Read(forged, "script", roles: roles, asked: true));
        Assert.Equal(OfTheBroker("mallory", Role.ReadOnly), Read(forged, "mallory", roles: roles, asked: true));
        Assert.Equal(OfTheBroker("bus", Role.ReadOnly), Read(forged, null, roles: roles, asked: true));
        Assert.Equal(OfTheBroker("script", Role.Maintainer), Read(forged, "script", roles: roles));
    }

    [Fact]
    public void Should_take_a_role_that_it_does_not_know_for_the_least() =>
        Assert.Equal(Role.ReadOnly, Read(new() { [CommandHeaders.Actor] = "alice", [CommandHeaders.Role] = "Admin" }, "own").Role);

    private static Caller OfTheBroker(string name, Role role) => new(name, role, null, null) { IsOfTheBroker = true };

    private static Caller Read(
        Dictionary<string, string> headers, string? brokerUser, string[]? trusted = null, bool overBroker = true,
        Dictionary<string, string>? roles = null, bool asked = false)
    {
        var reader = new CallerReader(
            Options.Create(new TrustOptions { BrokerUsers = trusted ?? [], Roles = roles ?? [] }),
            Options.Create(new AuthOptions { ConfigPath = asked ? "keys.yaml" : "" }),
            Options.Create(new RabbitMqOptions { Url = "amqp://own:secret@localhost/" }));
        var delivery = overBroker
            ? Fake<RabbitMqBasicConsumeContext>((_, _) => new BasicProperties { UserId = brokerUser })
            : null;
        return reader.Read(Fake<ConsumeContext>((method, arguments) => method.Name switch
        {
            "get_ReceiveContext" => Fake<ReceiveContext>((inner, found) =>
            {
                if (inner.Name != nameof(PipeContext.TryGetPayload)) throw new NotSupportedException(inner.Name);
                found[0] = delivery;
                return delivery is not null;
            }),
            "get_Headers" => Fake<Headers>((_, asked) => headers.GetValueOrDefault((string)asked[0]!)),
            _ => throw new NotSupportedException(method.Name),
        }));
    }

    private static T Fake<T>(Func<MethodInfo, object?[], object?> invoke)
        where T : class
    {
        var fake = DispatchProxy.Create<T, FakeOf>();
        ((FakeOf)(object)fake).Answer = invoke;
        return fake;
    }

#pragma warning disable CA1852 // DispatchProxy derives from it
    internal class FakeOf : DispatchProxy
#pragma warning restore CA1852
    {
        public Func<MethodInfo, object?[], object?> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args!);
    }
}
