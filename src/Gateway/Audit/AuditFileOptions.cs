namespace RentABot.Gateway.Audit;

/// <summary>The audit trail as a file.</summary>
internal sealed record AuditFileOptions
{
    public const string Section = "Audit:File";

    /// <summary>Where the audit trail is written as well, one JSON object a line; empty: nowhere.</summary>
    public string Path { get; init; } = "";

    /// <summary>At this size in bytes the file is put aside, as <c>audit.jsonl.1</c>, and a new one begun.</summary>
    public long MaxSize { get; init; } = 100L * 1024 * 1024;

    /// <summary>How many that were put aside are kept.</summary>
    public int MaxFiles { get; init; } = 10;
}
