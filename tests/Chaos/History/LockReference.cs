namespace RentABot.Chaos.History;

/// <summary>A lock as clients and rows both know it: an answer over REST has no lock id.</summary>
internal sealed record LockReference(long ResourceId, long FencingToken)
{
    public override string ToString() => $"lock {FencingToken} of resource {ResourceId}";
}
