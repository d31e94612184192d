namespace RentABot.Persistence.Archives;

/// <summary>The archive is good, but the database may not be changed as it is; the message tells an operator why.</summary>
public sealed class RestoreRefusedException(string message) : Exception(message);
