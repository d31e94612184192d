namespace RentABot.Gateway.Live;

/// <summary>What clients and pages hear as it happens.</summary>
internal static class LiveRegistration
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<EventFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed>());
    }
}
