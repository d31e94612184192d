using System.Security.Cryptography;
using System.Text;

namespace RentABot.Allocator.Commands;

/// <summary>What a command's repeat is known by.</summary>
internal static class MarkKeys
{
    public static string Of(Guid commandId) => $"m:{commandId:N}";

    /// <summary>
    /// The message id, or in its place an idempotency key. A key counts for its actor alone, so that nobody can ask for
    /// the answer to another one's command.
    /// </summary>
    public static string Of(Guid commandId, string actor, string? idempotencyKey) =>
        string.IsNullOrEmpty(idempotencyKey) ? Of(commandId) : $"k:{Digest($"{actor}\0{idempotencyKey}")}";

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
