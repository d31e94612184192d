using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Audit;
using RentABot.Gateway.Browsers;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Descriptors;
using RentABot.Gateway.Live;
using RentABot.Gateway.Locks;
using RentABot.Gateway.Logs;
using RentABot.Gateway.Maintenance;
using RentABot.Gateway.Metrics;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Proxies;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Reservations;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Webhooks;
using RentABot.Gateway.Web;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;

namespace RentABot.Gateway;

internal static class GatewayEndpoints
{
    /// <summary>Everything that is served: the API, its document, health, metrics, and the old addresses.</summary>
    public static void MapGateway(this WebApplication app)
    {
        ListenLocallyByDefault(app);
        app.UseForwardedRequests();
        app.UseRequestScope();
        app.MapMetrics();
        app.Use(app.Services.GetRequiredService<RequestDurations>().MeasureAsync);
        app.UseSecurityHeaders();
        app.UseRefusalRecorder();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(status => ProblemCatalog.OfStatus(status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext));
        app.UseRequestTimeouts();
        app.UseQueryGuard();
        app.UseListenerSockets();
        app.UseAuthentication();
        app.UseActorInScope();

        // Before anybody is turned away, so that keys cannot be guessed without end.
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        MapApi(app);
        app.MapReservationSocket();
        app.MapHealth(("auth", app.Services.GetRequiredService<IOptions<AuthOptions>>().Value.IsOn ? "on" : "open"));
        app.MapApiDocument();
        app.MapPages();
        app.MapLegacyRedirect();
    }

    private static void MapApi(WebApplication app)
    {
        var api = app.MapGroup(ApiPaths.Base);
        api.MapResourceReads();
        api.MapResources();
        api.MapDescriptors();
        api.MapLocks();
        api.MapUnlocks();
        api.MapMaintenance();
        api.MapReservationReads();
        api.MapReservations();
        api.MapEvents();
        api.MapWebhooks();
        api.MapAudit();
        api.MapWhoAmI();
    }

    private static void ListenLocallyByDefault(WebApplication app)
    {
        var configured = app.Configuration["urls"] ?? app.Configuration["http_ports"] ?? app.Configuration["https_ports"];
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        if (string.IsNullOrEmpty(configured) && addresses is { Count: 0, IsReadOnly: false }) addresses.Add(ServiceHost.DefaultUrl);
    }
}
