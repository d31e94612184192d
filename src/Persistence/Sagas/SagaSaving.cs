using MassTransit;

namespace RentABot.Persistence.Sagas;

/// <summary>How the repository of a machine saves.</summary>
/// <param name="OwnerSaves">Whoever began the transaction that it joins saves.</param>
internal sealed record SagaSaving<TSaga>(bool OwnerSaves)
    where TSaga : ISaga;
