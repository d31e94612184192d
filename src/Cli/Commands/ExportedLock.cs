using System.Globalization;

namespace RentABot.Cli.Commands;

/// <summary>A lock of this shell, from the variables that <c>--shell</c> has exported.</summary>
/// <param name="Id">Of the resource.</param>
/// <param name="Name">Of the resource.</param>
/// <param name="FencingToken">The lock's number.</param>
/// <param name="Token">Its secret.</param>
internal sealed record ExportedLock(long Id, string Name, long? FencingToken, string Token)
{
    /// <summary>By the resource's name or id.</summary>
    public bool IsOf(string resource) => Name == resource || Id.ToString(CultureInfo.InvariantCulture) == resource;

    /// <summary>Says the lock without its token.</summary>
    public override string ToString() => Name;
}
