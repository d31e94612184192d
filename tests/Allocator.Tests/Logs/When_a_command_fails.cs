using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Rules;

namespace RentABot.Allocator.Tests.Logs;

public sealed class When_a_command_fails
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>One that fails alone behind its savepoint, and one whose whole transaction fails.</summary>
    [Theory]
    [InlineData(nameof(MarkAvailable))]
    [InlineData(nameof(ExtendLock))]
    public async Task Should_say_in_the_log_whose_it_was_and_what_it_was_for(string name)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RentABot.Allocator",
            Sample = (ref _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        using var log = new ScopeKeeper();
        await using var host = await AllocatorHost.StartAsync(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.Replace<MarkAvailable>((_, _, _) => throw new InvalidOperationException("a defect"));
            services.Replace<ExtendLock>((_, _, _) => throw new InvalidOperationException("a defect"));
        });
        var resource = await host.RegisterAsync("r1");
        object command = name == nameof(MarkAvailable)
            ? new MarkAvailable { ResourceId = resource.Id }
            : new ExtendLock { ResourceId = resource.Id, LockToken = "no token", Ttl = 60 };
        var request = WriteRequest.OfItsOwn(command) with
        {
            CommandId = Guid.NewGuid(),
            Caller = new Caller("alice", Role.Admin, null, null),
            TraceParent = $"00-{Trace}-b7ad6b7169203331-01",
        };

        await host.Services.GetRequiredService<WriteLoop>().SubmitAsync(request, TestContext.Current.CancellationToken);

        var (text, ids) = Assert.Single(log.Lines, line => line.Text.Contains(name, StringComparison.Ordinal));
        Assert.Contains($"{request.CommandId}", text, StringComparison.Ordinal);
        Assert.Equal<(object?, object?, object?)>(("alice", resource.Id, Trace), (ids["Actor"], ids["ResourceId"], ids["TraceId"]));
        Assert.DoesNotContain("ReservationId", ids.Keys);
        Assert.DoesNotContain("no token", text, StringComparison.Ordinal);
    }
}
