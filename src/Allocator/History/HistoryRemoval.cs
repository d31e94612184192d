using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.History;

/// <summary>Asks for the next slice of a removal, one at a time.</summary>
internal sealed class HistoryRemoval(WriteLoop loop) : BackgroundService
{
    private readonly Channel<RemoveHistory> _next = Channel.CreateBounded<RemoveHistory>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void GoOn(RemoveHistory command) => _next.Writer.TryWrite(command);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var command in _next.Reader.ReadAllAsync(stoppingToken))
        {
            await loop.SubmitAsync(WriteRequest.OfItsOwn(command), stoppingToken);
        }
    }
}
