namespace RentABot.Gateway.Descriptors;

/// <summary>Logs what descriptors say and what imports do.</summary>
internal sealed partial class DescriptorLog(ILogger<DescriptorLog> logger)
{
    public void Warnings(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings) LogWarning(warning);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Descriptor {Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Imported {Path}: {Created} created, {Updated} updated, {Unchanged} unchanged")]
    public partial void Imported(string path, int created, int updated, int unchanged);

    [LoggerMessage(Level = LogLevel.Information, Message = "The import of {Path} has to wait: {Code}")]
    public partial void Waits(string path, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The import of {Path} was refused: {Code}, {Detail}")]
    public partial void Refused(string path, string code, string detail);
}
