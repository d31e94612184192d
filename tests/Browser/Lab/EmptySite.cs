using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

/// <summary>A service whose last resource was removed.</summary>
public sealed class EmptySite : Site
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SendAsync(HttpMethod.Delete, "resources/1");
    }
}
