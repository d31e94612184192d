namespace RentABot.Integration;

/// <summary>
/// Two of each service (case 36), for all tests that break nothing and keep to resources of their own. Started by the
/// first test that asks.
/// </summary>
public sealed class SharedDeployment : IAsyncLifetime
{
    private readonly SemaphoreSlim _turn = new(1);
    private Deployment? _deployment;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null) await _deployment.DisposeAsync();
        _turn.Dispose();
    }

    internal async Task<Deployment> StartedAsync()
    {
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _deployment ??= await Deployment.StartAsync(allocators: 2, gateways: 2, schedulers: 2);

            // Whoever came before may have restarted a server.
            foreach (var service in _deployment.Services) await Deployment.ReadyAsync(service);
            return _deployment;
        }
        finally
        {
            _turn.Release();
        }
    }
}
