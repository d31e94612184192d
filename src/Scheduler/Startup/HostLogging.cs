using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RentABot.Scheduler.Startup;

internal static class HostLogging
{
    /// <summary>Lets a Quartz scheduler, which is built in a container of its own, log where the host logs.</summary>
    public static void AddHostLogging(this IServiceCollection services, ILoggerFactory loggers)
    {
        services.AddSingleton(loggers);

        // Quartz takes a container that names no provider for one without logging, and writes elsewhere.
        services.AddSingleton<ILoggerProvider>(NullLoggerProvider.Instance);
        services.AddLogging();
    }
}
