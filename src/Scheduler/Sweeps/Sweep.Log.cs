using Microsoft.Extensions.Logging;

namespace RentABot.Scheduler.Sweeps;

internal sealed partial class Sweep
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due cannot be found or sent; trying again until it can")]
    private partial void LogFailing(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "What is due is found and sent again")]
    private partial void LogRecovered();
}
