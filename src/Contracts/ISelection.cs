namespace RentABot.Contracts;

/// <summary>Which resources a command asks for, and how many.</summary>
public interface ISelection
{
    /// <summary>One resource by its id.</summary>
    long? ResourceId { get; }

    /// <summary>One resource by its name.</summary>
    string? Name { get; }

    /// <summary>Resources that have all of these tags.</summary>
    IReadOnlyList<string>? Tags { get; }

    /// <summary>Resources that a label expression matches.</summary>
    string? Expression { get; }

    /// <summary>How many.</summary>
    int Quantity { get; }

    /// <summary>Seconds that each lock shall live.</summary>
    int? Ttl { get; }
}
