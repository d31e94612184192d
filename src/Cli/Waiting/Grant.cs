using System.Globalization;
using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>Locks that were granted together, and the answer that said so.</summary>
internal sealed record Grant(IReadOnlyList<HeldLock> Locks, string? ReservationId, ReadOnlyMemory<byte> Document)
{
    public const string TokensVariable = "RENTABOT_LOCK_TOKENS";

    /// <summary>Variables that a run in a run must not inherit.</summary>
    public const string ResourcePrefix = "RENTABOT_RESOURCE";

    public const string ReservationVariable = "RENTABOT_RESERVATION_ID";

    /// <summary>What <see cref="Variables"/> gives. The help and the documentation are made of it.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Described =
    [
        ($"{ResourcePrefix}S", "the names, with spaces between them"),
        ($"{ResourcePrefix}_COUNT", "how many they are"),
        ($"{ResourcePrefix}_1_NAME", "the name of the first; …_2_NAME and so on of the others"),
        ($"{ResourcePrefix}_1_ID", "its id"),
        ($"{ResourcePrefix}_1_ENDPOINT", "where it is reached"),
        ($"{ResourcePrefix}_1_TAGS", "its tags, with commas between them"),
        ($"{ResourcePrefix}_1_FENCING_TOKEN", "the lock's number: larger for every later lock of it"),
        (ReservationVariable, "the reservation that it came by, where it was not locked at once"),
    ];

    public IReadOnlyList<string> Tokens => [.. Locks.Select(held => held.Token)];

    public string Names => string.Join(", ", Locks.Select(held => held.Resource.Name));

    /// <summary>When the first of them ends.</summary>
    public TimeSpan Left => Locks.Min(held => held.End.Left);

    public static Grant Of(ApiAnswer answer, TimeProvider time)
    {
        var granted = answer.Read(ApiJson.Default.GrantAnswer);
        return new Grant([.. granted.Locks.Select(one => HeldLock.Of(one, time, answer.AskedAt))], granted.ReservationId, answer.Body);
    }

    /// <summary>What a command needs to know. The tokens, which free the locks, are not among it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables()
    {
        yield return new($"{ResourcePrefix}S", string.Join(' ', Locks.Select(held => held.Resource.Name)));
        yield return new($"{ResourcePrefix}_COUNT", Locks.Count.ToString(CultureInfo.InvariantCulture));
        if (ReservationId is not null) yield return new(ReservationVariable, ReservationId);
        for (var i = 0; i < Locks.Count; i++)
        {
            var held = Locks[i];
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{ResourcePrefix}_{i + 1}");
            yield return new($"{prefix}_NAME", held.Resource.Name);
            yield return new($"{prefix}_ID", held.Resource.Id.ToString(CultureInfo.InvariantCulture));
            yield return new($"{prefix}_ENDPOINT", held.Resource.Endpoint);
            yield return new($"{prefix}_TAGS", string.Join(',', held.Resource.Tags));
            yield return new($"{prefix}_FENCING_TOKEN", held.FencingToken.ToString(CultureInfo.InvariantCulture));
        }
    }
}
