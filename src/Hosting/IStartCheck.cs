namespace RentABot.Hosting;

/// <summary>Looked at before anything starts, beside the settings that are validated then.</summary>
public interface IStartCheck
{
    /// <exception cref="SettingsException">The process must not start.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
