using RentABot.Persistence;

namespace RentABot.Gateway.Tests.Support;

/// <summary>A gateway for all tests of a class. Starting one takes longer than most tests do.</summary>
public class SharedGateway : IAsyncLifetime
{
    internal GatewayHost Host { get; private set; } = null!;

    /// <summary>As in <c>Gateway:AnswerTimeout=00:00:01</c>.</summary>
    protected virtual string[] Settings => [];

    public async ValueTask InitializeAsync()
    {
        Host = await StartAsync(Settings);
        await Host.SeedAsync(Seed);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Host.DisposeAsync();
    }

    private protected virtual Task<GatewayHost> StartAsync(string[] settings) => GatewayHost.StartAsync(settings);

    /// <summary>What every test finds there, and no test changes.</summary>
    private protected virtual void Seed(RentABotDbContext db)
    {
    }
}
