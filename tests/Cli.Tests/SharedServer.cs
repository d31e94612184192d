using System.Globalization;

namespace RentABot.Cli.Tests;

/// <summary>A server that tests share which leave each other's resources alone.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private static int _count;

    internal TestServer Server { get; private set; } = null!;

    /// <summary>A word that no other test has.</summary>
    public static string NewWord() => string.Create(CultureInfo.InvariantCulture, $"w{Interlocked.Increment(ref _count)}-{Guid.NewGuid():N}")[..16];

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
