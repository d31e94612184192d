namespace RentABot.Gateway.Tests.Support;

/// <summary>
/// A test that shares its gateway with the others of its class, since it leaves nothing in it: the allocator's part is played
/// anew for each, and nothing else remembers.
/// </summary>
public abstract class SharedGatewayTest<TGateway> : IClassFixture<TGateway>
    where TGateway : SharedGateway
{
    protected SharedGatewayTest(TGateway gateway)
    {
        Host = gateway.Host;
        Host.Allocator.Forget();
        Host.Logs.Clear();
    }

    internal GatewayHost Host { get; }

    internal ScriptedAllocator Allocator => Host.Allocator;

    internal HttpClient Client => Host.Client;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
