namespace RentABot.Allocator.Queue;

/// <summary>A resource that the plan may give: free, or held by a gatherer.</summary>
internal sealed record Candidate(long Id, int TagCount, DateTimeOffset? LastUsedAt)
{
    /// <summary>The best first: fewest tags beyond those asked for, least recently used, lowest id.</summary>
    public static readonly Comparer<Candidate> ByPreference = Comparer<Candidate>.Create((one, other) =>
    {
        var tags = one.TagCount.CompareTo(other.TagCount);
        if (tags != 0) return tags;
        var used = Nullable.Compare(one.LastUsedAt, other.LastUsedAt);
        return used != 0 ? used : one.Id.CompareTo(other.Id);
    });
}
