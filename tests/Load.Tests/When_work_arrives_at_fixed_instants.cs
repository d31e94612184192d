using System.Diagnostics;
using RentABot.Load.Loops;

namespace RentABot.Load.Tests;

public sealed class When_work_arrives_at_fixed_instants
{
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Should_count_the_wait_of_what_arrives_while_the_first_stalls()
    {
        using var client = new StallingClient();
        var measured = await OpenLoop.RunAsync([client], perSecond: 100, TimeSpan.FromSeconds(1));
        Assert.Equal(100, measured.Count);
        // 30 arrive while it stalls, and wait for 150 ms in the middle; one loop after the other would have seen one wait.
        Assert.True(measured.Latencies.MillisecondsAt(85) >= 100, $"{measured.Latencies.MillisecondsAt(85)} ms");
    }

    [Fact]
    public async Task Should_end_with_the_first_failure()
    {
        using var client = new FailingClient();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => OpenLoop.RunAsync([client, client], perSecond: 100, TimeSpan.FromMinutes(10)));
        Assert.Contains("no answer", failure.Message, StringComparison.Ordinal);
    }

    private sealed class StallingClient : IClient
    {
        private bool _stalled;

        public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
        {
            if (!_stalled) await Task.Delay(Stall, cancellationToken);
            _stalled = true;
            return Stopwatch.GetTimestamp();
        }

        public void Dispose()
        {
        }
    }

    private sealed class FailingClient : IClient
    {
        public ValueTask<long> DoAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("no answer");

        public void Dispose()
        {
        }
    }
}
