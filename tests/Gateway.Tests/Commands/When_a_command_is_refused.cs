using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_a_command_is_refused(SharedGateway gateway) : SharedGatewayTest<SharedGateway>(gateway)
{
    [Theory]
    [InlineData(403, "invalid_lock_token")]
    [InlineData(404, "resource_not_found")]
    [InlineData(409, "already_locked")]
    [InlineData(410, "lock_lost")]
    [InlineData(412, "stale_revision")]
    [InlineData(422, "ttl_exceeds_maximum")]
    [InlineData(500, "internal_error")]
    public async Task Should_answer_its_status_and_code(int status, string code)
    {
        Allocator.Refuse<LockResources>(status, code);
        var problem = await Client.PostAsync("resources/1/lock").ProblemAsync(status, code);
        Assert.Equal($"Refused: {code}.", problem.Text("detail"));
        Assert.False(problem.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Should_answer_its_figures_as_members()
    {
        Allocator.Refuse<LockResources>(409, "no_resource_available", ("requested", 3), ("matching", 2), ("free", 1));
        var problem = await Client.PostAsync("resources/lock", """{"tags": "arm", "quantity": 3}""").ProblemAsync(409, "no_resource_available");
        Assert.Equal(3, problem.Number("requested"));
        Assert.Equal(2, problem.Number("matching"));
        Assert.Equal(1, problem.Number("free"));
        Assert.Equal("No resource available", problem.Text("title"));
    }

    [Fact]
    public async Task Should_answer_its_errors_by_field()
    {
        Allocator.On<LockResources>(_ => ScriptedAllocator.Rejected(422, "invalid") with
        {
            Errors = new Dictionary<string, IReadOnlyList<string>> { ["max_wait_time"] = ["too long", "too wide"] },
        });
        var problem = await Client.PostAsync("resources/1/lock").ProblemAsync(422, "invalid");
        Assert.Equal("too long; too wide", problem.ErrorAt("max_wait_time"));
    }

    [Fact]
    public async Task Should_say_when_to_come_back_after_a_503()
    {
        Allocator.Refuse<LockResources>(503, "database_unavailable");
        using var response = await Client.PostAsync("resources/1/lock");
        await response.ProblemAsync(503, "database_unavailable");
        Assert.NotNull(response.Header("Retry-After"));
    }
}
