using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RentABot.Hosting;
using RentABot.Standalone.Storage;

namespace RentABot.Standalone;

/// <summary>What a user should know once the program serves.</summary>
internal static partial class StartupLines
{
    public static void Announce(WebApplication app, OpenStorage storage, string? descriptor)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            LogServing(app.Logger, ServiceHost.Version, string.Join(", ", app.Urls));
            if (descriptor is null) LogNoDescriptor(app.Logger, DescriptorSearch.Variable);
            if (storage.Durable)
            {
                LogKept(app.Logger, storage.DatabasePath);
            }
            else
            {
                LogNotKept(app.Logger);
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rent-A-Bot {Version} serves {Urls} (documentation at /docs); Ctrl-C stops it")]
    private static partial void LogServing(ILogger logger, string version, string urls);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "No resource descriptor was found, so there are no resources yet: name one by --config or {Variable}, or POST them")]
    private static partial void LogNoDescriptor(ILogger logger, string variable);

    [LoggerMessage(Level = LogLevel.Information, Message = "State is kept in {Path}")]
    private static partial void LogKept(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "State ends with this process; keep it by --persist sqlite:///path/to/db.sqlite")]
    private static partial void LogNotKept(ILogger logger);
}
