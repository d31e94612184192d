using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Proxies;

/// <summary>
/// Requests that came through known proxies have their client's address and scheme, as <see cref="ForwardedOptions"/> says.
/// </summary>
internal static class ForwardedRequests
{
    /// <summary>Each proxy of a chain has to be known, so this only bounds the work; no sensible chain is longer.</summary>
    private const int LongestChain = 10;

    public static void AddForwardedRequests(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ForwardedOptions>, ForwardedOptionsValidator>();
        services.AddOptions<ForwardedOptions>().BindConfiguration(ForwardedOptions.Section).ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ForwardedOptions>>((headers, options) => Configure(headers, options.Value));
    }

    /// <summary>Comes before all that looks at a request's address or scheme.</summary>
    public static void UseForwardedRequests(this IApplicationBuilder app) => app.UseForwardedHeaders();

    private static void Configure(ForwardedHeadersOptions headers, ForwardedOptions options)
    {
        // Without any known proxy the middleware would believe every one, and by itself it knows the loopback's.
        headers.ForwardedHeaders = options.KnownProxies.Count + options.KnownNetworks.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
            : ForwardedHeaders.None;
        headers.ForwardLimit = LongestChain;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in options.KnownProxies) headers.KnownProxies.Add(IPAddress.Parse(proxy));
        foreach (var network in options.KnownNetworks) headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    }
}
