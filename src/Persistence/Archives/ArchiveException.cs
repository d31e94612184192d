namespace RentABot.Persistence.Archives;

/// <summary>A file is no archive that can be restored; the message tells an operator why.</summary>
public sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner);
