namespace RentABot.Gateway.Web.History;

/// <summary>What a resource was, is or will be doing for a while.</summary>
public enum StretchKind
{
    Locked,

    /// <summary>Set aside for a reservation.</summary>
    Held,

    /// <summary>Out of service.</summary>
    Maintenance,

    /// <summary>Will be out of service.</summary>
    Planned,
}
