namespace RentABot.Integration.Recovery;

/// <summary>All that runs together on one database, and can be stopped as a whole.</summary>
internal interface IInstallation : IAsyncDisposable
{
    /// <summary>Starts everything and waits until it is ready.</summary>
    Task<RestClient> StartAsync();

    /// <summary>Returns when nothing runs any more.</summary>
    Task StopAsync(Stop how);

    /// <summary>The clock that deadlines are judged by; works while everything is stopped.</summary>
    Task<DateTimeOffset> NowAsync();

    /// <summary>What only this kind of installation promises.</summary>
    Task ShouldHaveToldEverybodyAsync();
}
