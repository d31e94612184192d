using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Settings;

/// <summary>What the HTTP server takes. What breaks these bounds it refuses by itself: 400, 408, 413, 414 or 431.</summary>
internal static class HttpServer
{
    public static void AddHttpServer(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>();
        services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section).ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<GatewayOptions>, IOptions<HttpOptions>>(Configure);
    }

    private static void Configure(KestrelServerOptions kestrel, IOptions<GatewayOptions> gateway, IOptions<HttpOptions> http)
    {
        kestrel.AddServerHeader = false;
        var (limits, options) = (kestrel.Limits, http.Value);

        // One more than is taken, so that the problem can say which limit it was.
        limits.MaxRequestBodySize = Math.Max(gateway.Value.MaxBodySize, gateway.Value.MaxImportSize) + 1L;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxRequestLineSize = options.MaxRequestLine;
        limits.MaxRequestHeaderCount = options.MaxHeaders;
        limits.MaxRequestHeadersTotalSize = options.MaxHeadersSize;
        limits.Http2.MaxRequestHeaderFieldSize = options.MaxHeadersSize;

        // At least as much has to fit as is looked at in one piece.
        limits.MaxRequestBufferSize = Math.Max(limits.MaxRequestBufferSize ?? 0, Math.Max(options.MaxRequestLine, options.MaxHeadersSize));
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = limits.MinResponseDataRate = new MinDataRate(options.MinRate, options.RateGrace);
    }
}
