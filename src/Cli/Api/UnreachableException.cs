namespace RentABot.Cli.Api;

/// <summary>No answer came, in all the time that there was.</summary>
internal sealed class UnreachableException(Uri server, string reason) : CliException(
    ExitCodes.Unavailable, "server_unreachable",
    $"{server.GetLeftPart(UriPartial.Authority)} does not answer ({reason}) – see that the server runs, and give its address by --server or RENTABOT_URL");
