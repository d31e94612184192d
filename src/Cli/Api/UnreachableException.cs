namespace RentABot.Cli.Api;

/// <summary>No answer came, in all the time that there was.</summary>
internal sealed class UnreachableException(Uri server, string reason, string advice = UnreachableException.Address) : CliException(
    ExitCodes.Unavailable, "server_unreachable", $"{server.GetLeftPart(UriPartial.Authority)} does not answer ({reason}) – {advice}")
{
    private const string Address = "see that the server runs, and give its address by --server or RENTABOT_URL";

    public static UnreachableException Of(Uri server, HttpRequestException exception) => new(
        server, ApiClient.ReasonOf(exception),
        exception.HttpRequestError == HttpRequestError.SecureConnectionError
            ? "see whether it speaks https or http, give its address so by --server or RENTABOT_URL, and see that this machine trusts its certificate"
            : Address);
}
