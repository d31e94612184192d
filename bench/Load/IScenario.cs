namespace RentABot.Load;

/// <summary>Something that is measured in several rounds.</summary>
internal interface IScenario : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Starts what it needs. Not measured.</summary>
    Task PrepareAsync();

    /// <summary>One round.</summary>
    Task MeasureAsync();
}
