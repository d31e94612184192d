using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Hosting.Metrics;

/// <summary>Has the server listen on a second port, wherever it listens for the service itself.</summary>
internal static class MetricsPort
{
    /// <summary>Where the server listens if it is told nothing.</summary>
    private const string Default = "http://localhost:5000";

    public static void Open(WebApplication app, int port)
    {
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        if (listening is not { IsReadOnly: false }) return;

        // Settings count only where nothing was added to them.
        if (listening.Count == 0)
        {
            foreach (var address in Configured(app.Configuration)) listening.Add(address);
        }

        var own = listening.Select(BindingAddress.Parse).ToList();
        if (own.Exists(address => address.Port == port))
        {
            throw new SettingsException($"{MetricsOptions.Section}:Port is {port}, where the service itself is; allowed is another port, or 0");
        }

        foreach (var host in own.Select(HostOf).Distinct()) listening.Add($"http://{host}:{port}");
    }

    private static string HostOf(BindingAddress address) => address.IsUnixPipe ? "127.0.0.1" : address.Host;

    /// <summary>As the server reads them itself: addresses, or else ports on all of them.</summary>
    private static string[] Configured(IConfiguration configuration)
    {
        if (Split(configuration["urls"]) is { Length: > 0 } addresses) return addresses;
        string[] ports =
        [
            .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
            .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
        ];
        return ports.Length > 0 ? ports : [Default];
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
