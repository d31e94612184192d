using Microsoft.Extensions.Options;
using RentABot.Contracts;
using RentABot.Descriptors;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Settings;
using RentABot.Hosting;

namespace RentABot.Gateway.Descriptors;

/// <summary>
/// Imports a descriptor when the process starts. A bad one stops the process before anything else; a good one is sent
/// until the allocator answers.
/// </summary>
internal sealed class StartImport(
    CommandBus bus, ImportProgress progress, TimeProvider time, IOptions<GatewayOptions> options, DescriptorLog log)
    : BackgroundService, IStartCheck
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private ImportResources? _import;
    private string? _obstacle;

    private string Path => options.Value.DescriptorPath;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (Path.Length == 0)
        {
            progress.Say(null);
            return;
        }

        var descriptor = await ReadAsync(cancellationToken);
        log.Warnings(descriptor.Warnings);
        _import = new ImportResources { Resources = descriptor.Resources };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_import is null) return;
        for (var pause = FirstPause; !await TryImportAsync(_import, stoppingToken); pause = pause * 1.25 < LongestPause ? pause * 1.25 : LongestPause)
        {
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    /// <summary>False: it is worth another try.</summary>
    private async Task<bool> TryImportAsync(ImportResources import, CancellationToken stoppingToken)
    {
        Answer<ImportResourcesResult> answer;
        try
        {
            answer = await bus.SendAsync<ImportResources, ImportResourcesResult>(import, Caller.Service, null, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Wait(exception.GetType().Name);
            return false;
        }

        if (answer.Result is { } result)
        {
            log.Imported(Path, result.Created, result.Updated, result.Unchanged);
            progress.Say(null);
            return true;
        }

        var problem = answer.Problem!;
        if (problem.Status < StatusCodes.Status500InternalServerError)
        {
            log.Refused(Path, problem.Code, problem.Detail);
            progress.Say($"the import was refused ({problem.Code})");
            return true;
        }

        Wait(problem.Code);
        return false;
    }

    /// <summary>Each obstacle is said once, not at every try.</summary>
    private void Wait(string obstacle)
    {
        if (_obstacle != obstacle) log.Waits(Path, obstacle);
        _obstacle = obstacle;
    }

    private async Task<Descriptor> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isJson = Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            var descriptor = DescriptorReader.Read(await File.ReadAllBytesAsync(Path, cancellationToken), isJson);
            return descriptor.Errors.Any ? throw Bad(descriptor.Errors.ToString()) : descriptor;
        }
        catch (DescriptorSyntaxException exception)
        {
            throw Bad(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Bad(UnreadableFile.Reason(Path, exception));
        }
    }

    private SettingsException Bad(string reason) => new($"{GatewayOptions.Section}:DescriptorPath {Path}: {reason.ReplaceLineEndings(" ")}");
}
