using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RentABot.Contracts;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_commands_wait_at_the_same_time : IAsyncLifetime
{
    private readonly TaskCompletionSource _answering = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FakeTimeProvider _time = new();
    private readonly GatewayHost _host = new();

    private ScriptedAllocator Allocator => _host.Allocator;

    private HttpClient Client => _host.Client;

    public async ValueTask InitializeAsync() => await _host.StartAsync([], services => services.AddSingleton<TimeProvider>(_time));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Should_share_a_message_and_get_each_its_own_answer()
    {
        AnswerOnceTold(ids => ids % 2 == 0 ? Samples.Locks(ids) : ScriptedAllocator.Rejected(409, "already_locked"));

        var calls = await CallAsync(1, 9);
        _answering.SetResult();

        for (var i = 0; i < calls.Count; i++)
        {
            if (i % 2 == 1)
            {
                await calls[i].ProblemAsync(409, "already_locked");
                continue;
            }

            Assert.Equal(i, (await calls[i].JsonAsync()).GetProperty("resource_id").GetInt64());
        }

        Assert.Contains(Allocator.Batches, batch => batch.Commands.Count > 1);
        Assert.Equal(calls.Count, Allocator.All<LockResources>().Count);
    }

    [Fact]
    public async Task Should_go_alone_where_nobody_else_waits()
    {
        Allocator.On<LockResources>(command => Samples.Locks(command.ResourceId!.Value));

        for (var i = 1; i < 6; i++) await Client.PostAsync($"resources/{i}/lock").JsonAsync();

        Assert.Empty(Allocator.Batches);
    }

    [Fact]
    public async Task Should_take_with_them_all_that_would_be_said_of_them_alone()
    {
        AnswerOnceTold(id => Samples.Locks(id));

        var calls = await CallAsync(1, 5, ("Idempotency-Key", "k"));
        _answering.SetResult();
        foreach (var call in calls) await call.JsonAsync();

        var shared = Allocator.Batches.SelectMany(batch => batch.Commands).ToList();
        Assert.NotEmpty(shared);
        Assert.All(shared, command => Assert.Equal(
            ("anonymous", true, true), (command.Actor, command.AnswerBy is not null, command.IdempotencyKey is not null)));
        Assert.Equal(shared.Count, shared.DistinctBy(command => command.CommandId).Count());
    }

    [Fact]
    public async Task Should_say_of_each_whether_its_answer_is_a_repeat()
    {
        Allocator.Replays = true;
        AnswerOnceTold(id => Samples.Locks(id));

        var calls = await CallAsync(1, 5, ("Idempotency-Key", "k"));
        _answering.SetResult();

        foreach (var call in calls) Assert.Equal("true", (await call).Header("Idempotency-Replayed"));
        Assert.NotEmpty(Allocator.Batches);
    }

    [Fact]
    public async Task Should_not_wait_for_ever_for_a_message_that_got_lost()
    {
        Allocator.On<LockResources>((command, _) => Task.FromResult<object?>(command.ResourceId < 3 ? null : Samples.Locks(command.ResourceId!.Value)));
        _ = Client.PostAsync("resources/1/lock");
        await Allocator.GetsAsync<LockResources>(1);
        _ = Client.PostAsync("resources/2/lock");
        await Allocator.GetsAsync<LockResources>(2);

        var call = Client.PostAsync("resources/3/lock");
        var sharing = _host.Services.GetRequiredService<CommandSharing>();
        await Eventually.HoldsAsync(() => sharing.Waiting == 1, TimeSpan.FromSeconds(30), "the call waits for a message");
        _time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(3, (await call.JsonAsync()).GetProperty("resource_id").GetInt64());
    }

    [Fact]
    public async Task Should_not_be_sent_once_their_callers_have_hung_up_nor_abandoned()
    {
        AnswerOnceTold(id => Samples.Locks(id));
        var calls = await CallAsync(1, 1);
        using (var hangUp = new CancellationTokenSource())
        {
            var gone = Client.PostAsync(new Uri($"{Http.Api}/resources/99/lock", UriKind.Relative), null, hangUp.Token);
            var sharing = _host.Services.GetRequiredService<CommandSharing>();
            await Eventually.HoldsAsync(() => sharing.Waiting == 1, TimeSpan.FromSeconds(30), "the call waits for a message");
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        }

        _answering.SetResult();
        foreach (var call in calls) await call.JsonAsync();
        await Client.PostAsync("resources/3/lock").JsonAsync();

        Assert.DoesNotContain(Allocator.All<LockResources>(), command => command.ResourceId == 99);
        Assert.Empty(Allocator.All<AbandonCommand>());
    }

    /// <summary>Calls for resources 0, 1, 2 …, of which the first two are under way before the others come.</summary>
    private async Task<List<Task<HttpResponseMessage>>> CallAsync(int first, int more, params (string, string)[] headers)
    {
        var calls = new List<Task<HttpResponseMessage>>();
        for (var i = 0; i < first + more; i++)
        {
            calls.Add(Client.PostAsync($"resources/{i}/lock", null, [.. headers.Select(h => (h.Item1, h.Item2 + calls.Count))]));
            if (i < 2) await Allocator.GetsAsync<LockResources>(i + 1);
        }

        // One that comes after the answers goes alone.
        var sharing = _host.Services.GetRequiredService<CommandSharing>();
        await Eventually.HoldsAsync(() => sharing.Waiting == calls.Count - 2, TimeSpan.FromSeconds(30), "the others wait for a message");
        return calls;
    }

    private void AnswerOnceTold(Func<long, object> answer) => Allocator.On<LockResources>(async (command, _) =>
    {
        await _answering.Task;
        return answer(command.ResourceId!.Value);
    });
}
