using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;

namespace RentABot.Gateway.Resources;

/// <summary>The ETag of a list: the ledger's version and which list it is. Weak, as remaining seconds run on under it.</summary>
internal static class ListTag
{
    private const int DigestBytes = 8;

    /// <summary>Read before the list itself: a change in between makes the tag too old, never too new.</summary>
    public static Task<long> LedgerVersionAsync(this RentABotDbContext db, CancellationToken cancellationToken) =>
        db.LedgerHeads.AsNoTracking().Select(head => head.Version).SingleAsync(cancellationToken);

    public static string Of(long version, HttpRequest request)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(request.Path + request.QueryString.Value));
        return $"W/\"{version}-{Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes))}\"";
    }
}
