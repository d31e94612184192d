namespace RentABot.Persistence.Tests.Sagas;

/// <summary>Starts a tally, with a pre-insert, unless it runs already.</summary>
public sealed record Open(Guid TallyId, Func<IServiceProvider, Task>? Look = null);

/// <summary>Adds to a tally, and starts it if need be, without a pre-insert.</summary>
public sealed record Add(Guid TallyId, int Amount);

/// <summary>Adds to every tally of a team.</summary>
public sealed record AddToTeam(string Team, int Amount);

/// <summary>Adds, saves, adds again, and then fails.</summary>
public sealed record Spoil(Guid TallyId);

/// <summary>A read-only event whose behaviour writes all the same.</summary>
public sealed record Peek(Guid TallyId);

/// <summary>Runs a piece of a test inside a behaviour.</summary>
public sealed record Inspect(Guid TallyId, Func<Task> Look);

/// <summary>Ends a tally, even one that has yet to start.</summary>
public sealed record Close(Guid TallyId);
