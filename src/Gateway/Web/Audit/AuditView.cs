namespace RentABot.Gateway.Web.Audit;

/// <summary>The audit trail as its page shows it.</summary>
public sealed record AuditView
{
    /// <summary>What was searched for, by the names of the form's fields.</summary>
    public required IReadOnlyDictionary<string, string> Asked { get; init; }

    /// <summary>What is wrong with it, by the names of the fields.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<AuditLine> Lines { get; init; }

    /// <summary>The address of the newest rows; null: these are they.</summary>
    public required string? Newest { get; init; }

    /// <summary>The address of the rows before these; null: there are none.</summary>
    public required string? Older { get; init; }

    public required DateTimeOffset Now { get; init; }
}
