namespace RentABot.Gateway.Audit;

/// <summary>A page of the audit trail, in the order of the commits.</summary>
internal sealed record AuditResponse
{
    public required IReadOnlyList<AuditRow> Audit { get; init; }

    /// <summary>
    /// Where to go on. Always given: asked again later, it answers with what has come since, so that whoever polls with it
    /// gets each row once.
    /// </summary>
    public required string NextCursor { get; init; }
}
