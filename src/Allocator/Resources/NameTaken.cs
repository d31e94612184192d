using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Persistence;

namespace RentABot.Allocator.Resources;

internal static class NameTaken
{
    public static async Task ThrowIfAsync(RentABotDbContext db, string name, CancellationToken cancellationToken)
    {
        if (await db.Resources.AnyAsync(r => r.Name == name, cancellationToken))
        {
            throw Rejection.Conflict("name_taken", $"There is a resource named {name} already.");
        }
    }
}
