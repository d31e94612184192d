using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>A way to ask: over REST or over the bus.</summary>
internal interface IDoor
{
    Transport Transport { get; }

    /// <summary>The service that is asked next; null over the bus.</summary>
    string? Through { get; }

    /// <summary>Asks once. What goes wrong on the way is an answer too.</summary>
    Task<Heard> AskAsync(Ask ask);
}
