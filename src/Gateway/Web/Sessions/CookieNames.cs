namespace RentABot.Gateway.Web.Sessions;

internal static class CookieNames
{
    public const string Session = "rentabot-session";
    public const string Form = "rentabot-form";
    public const string Notice = "rentabot-notice";

    /// <summary>Before the resource's id.</summary>
    public const string OwnLock = "rentabot-lock-";
}
