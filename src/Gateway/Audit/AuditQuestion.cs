namespace RentABot.Gateway.Audit;

/// <summary>What is asked of the audit trail.</summary>
/// <param name="Filter">Which rows.</param>
/// <param name="After">Those behind this position.</param>
/// <param name="Limit">How many of them at most.</param>
/// <param name="Last">The newest instead, as many as this; null: those that the two say.</param>
internal sealed record AuditQuestion(AuditFilter Filter, AuditPosition After, int Limit, int? Last);
