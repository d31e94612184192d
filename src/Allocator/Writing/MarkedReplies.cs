using System.Security.Cryptography;
using System.Text.Json;
using RentABot.Allocator.Commands;
using RentABot.Contracts;
using RentABot.Hosting;
using RentABot.Persistence.Commands;

namespace RentABot.Allocator.Writing;

/// <summary>Answers as marks keep them: without lock tokens, which are made anew from the locks' ids.</summary>
internal static class MarkedReplies
{
    public static string Fingerprint(object command) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), WireJson.Options)));

    public static string Write(object reply) => JsonSerializer.Serialize(WithTokens(reply, _ => ""), WireJson.Options);

    public static bool IsRefusal(CommandMark mark) => mark.Command == nameof(CommandRejected);

    public static object Read(CommandMark mark)
    {
        var type = IsRefusal(mark) ? typeof(CommandRejected) : CommandTable.ByName(mark.Command)!.MarkedReply!;
        return JsonSerializer.Deserialize(mark.Reply!, type, WireJson.Options)!;
    }

    public static IReadOnlyList<LockGranted> Grants(object reply) => reply switch
    {
        LockResourcesResult result => result.Locks,
        ClaimReservationResult result => result.Locks,
        _ => [],
    };

    public static object WithTokens(object reply, Func<LockGranted, string> token)
    {
        return reply switch
        {
            LockResourcesResult result => result with { Locks = Each(result.Locks) },
            ClaimReservationResult result => result with { Locks = Each(result.Locks) },
            _ => reply,
        };

        List<LockGranted> Each(IReadOnlyList<LockGranted> locks) => [.. locks.Select(l => l with { LockToken = token(l) })];
    }
}
