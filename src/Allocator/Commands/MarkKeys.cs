namespace RentABot.Allocator.Commands;

/// <summary>What a command's repeat is known by.</summary>
internal static class MarkKeys
{
    public static string Of(Guid commandId) => $"m:{commandId:N}";

    public static string Of(Guid commandId, string? idempotencyKey) =>
        string.IsNullOrEmpty(idempotencyKey) ? Of(commandId) : $"k:{idempotencyKey}";
}
