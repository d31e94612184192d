namespace RentABot.Cli.Api;

internal sealed record AuditPage
{
    public required IReadOnlyList<AuditRow> Audit { get; init; }
    public required string NextCursor { get; init; }
}
