using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RentABot.Contracts;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Traces;

public sealed class When_commands_of_several_traces_share_a_message : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource _answering = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == "RentABot.Gateway",
        Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    private readonly FakeTimeProvider _time = new();
    private readonly GatewayHost _host = new() { OnSocket = true };

    public async ValueTask InitializeAsync() => await _host.StartAsync([], services => services.AddSingleton<TimeProvider>(_time));

    public async ValueTask DisposeAsync()
    {
        _answering.TrySetResult();
        await _host.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task Should_each_say_its_own()
    {
        ActivitySource.AddActivityListener(_listener);
        _host.Allocator.On<LockResources>(async (command, _) =>
        {
            await _answering.Task;
            return Samples.Locks(command.ResourceId!.Value);
        });

        // Two under way, so that the others share the next.
        var traces = Enumerable.Range(0, 8).Select(_ => ActivityTraceId.CreateRandom()).ToList();
        var calls = new List<Task<HttpResponseMessage>>();
        foreach (var trace in traces)
        {
            var context = $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";
            calls.Add(_host.Client.PostAsync($"resources/{calls.Count}/lock", null, ("traceparent", context)));
            if (calls.Count <= 2) await _host.Allocator.GetsAsync<LockResources>(calls.Count);
        }

        var sharing = _host.Services.GetRequiredService<CommandSharing>();
        await Eventually.HoldsAsync(() => sharing.Waiting == calls.Count - 2, Soon, "the others wait for a message");
        _answering.SetResult();
        foreach (var call in calls) await call.JsonAsync();

        var shared = _host.Allocator.Batches.SelectMany(batch => batch.Commands).ToList();
        Assert.True(shared.Count > 1);
        Assert.All(shared, command => Assert.Equal(
            traces[(int)command.Body.GetProperty("resourceId").GetInt64()].ToString(), command.TraceParent!.Split('-')[1]));
    }
}
