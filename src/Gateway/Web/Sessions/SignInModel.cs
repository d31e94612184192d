namespace RentABot.Gateway.Web.Sessions;

public sealed record SignInModel
{
    /// <summary>Where to go on; an address of this service.</summary>
    public required string ReturnTo { get; init; }

    /// <summary>There are API keys at all: bearer tokens alone are of no use here.</summary>
    public required bool TakesKeys { get; init; }

    /// <summary>What was tried is no key.</summary>
    public bool WasWrong { get; init; }
}
