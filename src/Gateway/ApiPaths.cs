namespace RentABot.Gateway;

internal static class ApiPaths
{
    public const string Base = "/api/v1";

    /// <summary>WebSockets.</summary>
    public const string Sockets = "/ws";

    /// <summary>Where version 1 was before it was called so.</summary>
    public const string Legacy = "/rentabot/api/v1.0";
}
