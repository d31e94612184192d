using RentABot.Contracts;

namespace RentABot.Gateway.Live;

/// <summary>The events that there are.</summary>
internal static class EventTypes
{
    /// <summary>By the names that the log, the bus and the streams have for them.</summary>
    public static readonly IReadOnlyDictionary<string, Type> ByName = typeof(Event).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .ToDictionary(type => type.Name);
}
