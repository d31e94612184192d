using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Live;

/// <summary>What clients and pages hear as it happens.</summary>
internal static class LiveRegistration
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateOnStart();
        services.AddOptions<WebSocketOptions>().Configure<IOptions<LiveOptions>>((sockets, live) =>
        {
            // Whoever does not answer a ping in time is gone.
            sockets.KeepAliveInterval = live.Value.Heartbeat;
            sockets.KeepAliveTimeout = live.Value.SendTimeout;
        });
        services.AddSingleton<EventFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed>());
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<QueuePlaces>();
        services.AddSingleton<ReservationFollower>();
    }

    public static void UseListenerSockets(this IApplicationBuilder app)
    {
        // Before anybody listens: its metrics are there from the start.
        app.ApplicationServices.GetRequiredService<LiveConnections>();
        app.UseWebSockets(app.ApplicationServices.GetRequiredService<IOptions<WebSocketOptions>>().Value);
    }
}
