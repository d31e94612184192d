using Microsoft.Extensions.Options;
using RentABot.Hosting;

namespace RentABot.Gateway.Access;

/// <summary>Says once that everybody may do everything, where that is so.</summary>
internal sealed partial class OpenDoorWarning(IOptions<AuthOptions> auth, ILogger<OpenDoorWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!auth.Value.IsOn) LogOpen();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "No API keys and no bearer tokens are set up (Auth:ConfigPath, Auth:Jwt): whoever reaches this service may do everything")]
    private partial void LogOpen();
}
