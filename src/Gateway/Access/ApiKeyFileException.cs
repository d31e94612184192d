namespace RentABot.Gateway.Access;

/// <summary>The file of API keys is not as it should be; the message says where, and nothing of what is there.</summary>
internal sealed class ApiKeyFileException(string message) : Exception(message);
