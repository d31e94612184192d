using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace RentABot.Persistence;

internal static class ChangeTracking
{
    /// <summary>
    /// Looks at what is tracked as it is noted. Unless told, that compares everything that is tracked with what was read
    /// first, which only a save needs.
    /// </summary>
    public static T Look<T>(this ChangeTracker tracker, Func<T> look)
    {
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return look();
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detects;
        }
    }
}
