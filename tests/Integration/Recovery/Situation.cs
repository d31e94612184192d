namespace RentABot.Integration.Recovery;

/// <summary>Something that is going on when everything stops.</summary>
/// <param name="Name">Said when it does not go on as it should.</param>
/// <param name="PrepareAsync">Brings it about, and returns what must hold once everything runs again.</param>
internal sealed record Situation(string Name, Func<RestClient, Plan, Task<Func<RestClient, Task>>> PrepareAsync);
