using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Logs;

/// <summary>
/// Has trace ids travel with messages where the log tells them, so that one id leads from a request through the lines of
/// all services, whether or not traces are kept. Nothing else of a trace is made for it.
/// </summary>
internal sealed class TraceIds(IOptions<LogOptions> options) : IHostedService, IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == "MassTransit" || source.Name.StartsWith("RentABot.", StringComparison.Ordinal),
        Sample = (ref _) => ActivitySamplingResult.PropagationData,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsJson) ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
