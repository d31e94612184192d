using RentABot.Contracts;

namespace RentABot.Gateway.Callers;

/// <summary>Who asks. It travels with every command in the headers of <see cref="CommandHeaders"/>.</summary>
internal sealed record Caller(string Name, string Role, string? Address, string? UserAgent)
{
    private const int MaxUserAgentLength = 200;

    /// <summary>The service itself, which nobody told to.</summary>
    public static readonly Caller Service = new("rentabot", "admin", null, null);

    /// <summary>The caller of a request. The gateway asks for no credentials: everybody may do everything.</summary>
    public static Caller Of(HttpContext context)
    {
        var userAgent = context.Request.Headers.UserAgent.ToString();
        return new Caller("anonymous", "admin", AddressOf(context), userAgent switch
        {
            "" => null,
            { Length: > MaxUserAgentLength } => userAgent[..MaxUserAgentLength],
            _ => userAgent,
        });
    }

    private static string? AddressOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4().ToString()
            : context.Connection.RemoteIpAddress?.ToString();
}
