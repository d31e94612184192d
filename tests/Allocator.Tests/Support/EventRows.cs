using System.Text.Json;
using RentABot.Hosting;
using RentABot.Persistence.Events;

namespace RentABot.Allocator.Tests.Support;

internal static class EventRows
{
    /// <summary>The event as the contract that the row names.</summary>
    public static Event Read(EventRow row) => (Event)JsonSerializer.Deserialize(
        row.Body, typeof(Event).Assembly.GetType($"RentABot.Contracts.{row.Type}", throwOnError: true)!, WireJson.Options)!;
}
