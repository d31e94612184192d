using RentABot.Gateway.Live;
using RentABot.Persistence.Audit;

namespace RentABot.Gateway.Audit;

/// <summary>The kinds of rows that the audit trail may have.</summary>
internal static class AuditTypes
{
    public static readonly IReadOnlyList<string> All = [.. EventTypes.ByName.Keys, RefusalTypes.Request, RefusalTypes.Command, RefusalTypes.Dropped];
}
