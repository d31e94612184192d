using System.Diagnostics;

namespace RentABot.TestServers;

/// <summary>What a user has who has set nothing yet.</summary>
public static class FreshHome
{
    /// <summary>Gives the process a home of its own, and takes away where somebody who runs the tests has led it.</summary>
    public static void StartIn(this ProcessStartInfo start, DirectoryInfo home)
    {
        start.WorkingDirectory = home.FullName;
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("RENTABOT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment.Remove("XDG_CONFIG_HOME");
        start.Environment["HOME"] = home.FullName;
        start.Environment["TZ"] = "UTC";
    }
}
