using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace RentABot.Persistence;

internal static class ChangeTracking
{
    /// <summary>
    /// Until it is disposed, what is tracked is looked at as it is noted. Unless told, each look compares everything that is
    /// tracked with what was read first.
    /// </summary>
    public static AsNoted LookAsNoted(this ChangeTracker tracker)
    {
        var before = new AsNoted(tracker, tracker.AutoDetectChangesEnabled);
        tracker.AutoDetectChangesEnabled = false;
        return before;
    }

    public readonly struct AsNoted(ChangeTracker tracker, bool detected) : IDisposable
    {
        public void Dispose() => tracker.AutoDetectChangesEnabled = detected;
    }
}
