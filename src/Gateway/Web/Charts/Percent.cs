using System.Globalization;

namespace RentABot.Gateway.Web.Charts;

/// <summary>Shares as pictures take them.</summary>
internal static class Percent
{
    public static string Of(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
