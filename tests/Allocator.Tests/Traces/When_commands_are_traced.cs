using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.TestServers;

namespace RentABot.Allocator.Tests.Traces;

public sealed class When_commands_are_traced : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly ActivityContext _first = NewTrace(ActivityTraceFlags.Recorded);
    private readonly ActivityContext _second = NewTrace(ActivityTraceFlags.Recorded);

    public When_commands_are_traced()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RentABot.Allocator",
            Sample = (ref options) => options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.PropagationData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Should_be_each_a_part_of_its_own_trace_with_the_transaction_in_that_of_the_first()
    {
        await using var host = await AllocatorHost.StartAsync();

        await SubmitAsync(host, Of(new RegisterResource { Name = "r1" }, _first), Of(new RegisterResource { Name = "r2" }, _second));

        var (one, other) = (Span("RegisterResource", _first), Span("RegisterResource", _second));
        Assert.Equal((_first.SpanId, _second.SpanId), (one.ParentSpanId, other.ParentSpanId));
        var transaction = Span("write transaction", _first);
        Assert.Equal(one.SpanId, transaction.ParentSpanId);
        Assert.Equal(other.Context, Assert.Single(transaction.Links).Context);
        Assert.Equal(transaction.Context, Assert.Single(other.Links).Context);
        Assert.Empty(one.Links);
    }

    [Fact]
    public async Task Should_have_their_events_published_as_parts_of_their_own_traces()
    {
        await using var host = await AllocatorHost.StartAsync();

        await SubmitAsync(host, Of(new RegisterResource { Name = "r1" }, _first), Of(new RegisterResource { Name = "r2" }, _second));
        await Eventually.HoldsAsync(
            () => Spans("ResourceRegistered relay", _first).Any() && Spans("ResourceRegistered relay", _second).Any(),
            TimeSpan.FromSeconds(20),
            "both events are published");

        Assert.Equal([Span("RegisterResource", _first).Id, Span("RegisterResource", _second).Id], (await host.EventsAsync()).Select(row => row.TraceParent));
        Assert.Equal(Span("RegisterResource", _second).SpanId, Span("ResourceRegistered relay", _second).ParentSpanId);
    }

    [Fact]
    public async Task Should_belong_where_their_message_says()
    {
        await using var host = await AllocatorHost.StartAsync();
        var bus = host.Services.GetRequiredService<IBus>();

        await bus.Publish(
            new RegisterResource { Name = "r1" },
            context => context.Headers.Set(CommandHeaders.TraceParent, Write(_first)),
            TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => Spans("RegisterResource", _first).Any(), TimeSpan.FromSeconds(20), "the command is decided");

        Assert.Equal(_first.SpanId, Span("RegisterResource", _first).ParentSpanId);
    }

    [Fact]
    public async Task Should_tell_what_became_of_them_and_no_secret()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1");
        var granted = await host.LockAsync(resource);

        await SubmitAsync(host, Of(Ask.Unlock(granted), _first), Of(Ask.Lock(resource with { Id = 99 }), _second));

        Assert.Equal(("done", resource.Id), (Tag("UnlockResource", _first, "rentabot.outcome"), Tag("UnlockResource", _first, "rentabot.resource_id")));
        Assert.Equal("resource_not_found", Tag("LockResources", _second, "rentabot.outcome"));
        Assert.DoesNotContain(
            _spans.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains(granted.LockToken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_leave_no_trace_where_none_is_asked_for()
    {
        await using var host = await AllocatorHost.StartAsync();
        var request = WriteRequest.OfItsOwn(new RegisterResource { Name = "r1" });

        await SubmitAsync(host, request);

        Assert.Null(request.Span);
        Assert.Null(Assert.Single(await host.EventsAsync()).TraceParent);
    }

    [Fact]
    public async Task Should_go_on_with_a_trace_that_is_not_kept_but_keep_nothing_of_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        var unkept = NewTrace(ActivityTraceFlags.None);

        await SubmitAsync(host, Of(new RegisterResource { Name = "r1" }, unkept), Of(new RegisterResource { Name = "r2" }, _second));

        var rows = await host.EventsAsync();
        Assert.StartsWith($"00-{unkept.TraceId}-", rows[0].TraceParent, StringComparison.Ordinal);
        Assert.EndsWith("-00", rows[0].TraceParent, StringComparison.Ordinal);
        Assert.Empty(Span("write transaction", _second).Links);
    }

    private static ActivityContext NewTrace(ActivityTraceFlags flags) =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags);

    private static string Write(ActivityContext context) => $"00-{context.TraceId}-{context.SpanId}-{(int)context.TraceFlags:x2}";

    private static WriteRequest Of(object command, ActivityContext trace) =>
        WriteRequest.OfItsOwn(command) with { CommandId = Guid.NewGuid(), Caller = Caller.Clock, TraceParent = Write(trace) };

    private static Task<IReadOnlyList<WriteOutcome>> SubmitAsync(AllocatorHost host, params WriteRequest[] requests) =>
        host.Services.GetRequiredService<WriteLoop>().SubmitAsync(requests, TestContext.Current.CancellationToken);

    private object? Tag(string span, ActivityContext trace, string name) => Span(span, trace).GetTagItem(name);

    private Activity Span(string name, ActivityContext trace) => Assert.Single(Spans(name, trace));

    private IEnumerable<Activity> Spans(string name, ActivityContext trace) =>
        _spans.Where(span => span.OperationName == name && span.TraceId == trace.TraceId);
}
