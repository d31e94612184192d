namespace RentABot.Chaos.Runs;

/// <summary>One round.</summary>
/// <param name="Seed">What decides which faults come, in which order.</param>
/// <param name="Duration">From the start of the services until the last fault begins.</param>
/// <param name="FaultsAtOnce">How many faults may overlap.</param>
internal sealed record RoundOptions(int Seed, TimeSpan Duration, int FaultsAtOnce);
