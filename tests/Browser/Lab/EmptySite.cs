using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

/// <summary>A service as it is when it was just set up.</summary>
public sealed class EmptySite : Site
{
    protected override string Descriptor => "{}\n";
}
