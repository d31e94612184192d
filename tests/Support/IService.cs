namespace RentABot.Support;

/// <summary>A running service, in this process or in one of its own.</summary>
internal interface IService : IAsyncDisposable
{
    ServiceKind Kind { get; }

    /// <summary>Unique in the deployment; the database knows its connections by it.</summary>
    string Name { get; }

    /// <summary>Where it listens.</summary>
    Uri Url { get; }
}
