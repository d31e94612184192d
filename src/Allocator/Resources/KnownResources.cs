using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Resources;

internal static class KnownResources
{
    /// <summary>A resource with its running lock and its hold; an id that no resource has is rejected.</summary>
    public static async Task<ResourceSnapshot> SnapshotAsync(this RentABotDbContext db, long id, CancellationToken cancellationToken) =>
        await db.ResourceSnapshots().SingleOrDefaultAsync(s => s.Resource.Id == id, cancellationToken)
        ?? throw Rejection.ResourceNotFound(id);
}
