namespace RentABot.Hosting;

/// <summary>A setting is missing or wrong: the message names it, its value where that is no secret, and what is allowed.</summary>
public sealed class SettingsException(string message) : Exception(message);
