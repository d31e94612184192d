namespace RentABot.Gateway.Tests.Support;

/// <summary>A test with a gateway of its own.</summary>
public abstract class GatewayTest : IAsyncLifetime
{
    internal GatewayHost Host { get; private set; } = null!;

    internal ScriptedAllocator Allocator => Host.Allocator;

    internal HttpClient Client => Host.Client;

    /// <summary>As in <c>Gateway:AnswerTimeout=00:00:01</c>.</summary>
    protected virtual string[] Settings => [];

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Host = await GatewayHost.StartAsync(Settings);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
    }
}
