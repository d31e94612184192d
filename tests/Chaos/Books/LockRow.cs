using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Books;

internal sealed record LockRow
{
    public required Guid Id { get; init; }

    public required long ResourceId { get; init; }

    public required long FencingToken { get; init; }

    public required string ClientId { get; init; }

    public Guid? ReservationId { get; init; }

    public required DateTimeOffset AcquiredAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public LockEndReason? EndReason { get; init; }

    public LockReference Lock => new(ResourceId, FencingToken);
}
