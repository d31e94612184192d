using System.Globalization;
using RentABot.Cli.Output;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

/// <summary>Locks that were granted, as the user wants to have them.</summary>
internal static class GrantOutput
{
    /// <summary>Shows them. Where nobody takes them, nobody has their tokens, so they are freed.</summary>
    /// <exception cref="OperationCanceledException">An interrupt came after the grant: who has sent it may not read any more.</exception>
    public static async Task ShowAsync(Session session, Grant grant, bool shell)
    {
        try
        {
            session.Token.ThrowIfCancellationRequested();
            Show(session, grant, shell);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            var takeBack = new TakeBack(new WaitLine(session.Screen, quiet: false), session.Interrupts);
            await takeBack.DoAsync(token => Locks.FreeAsync(session.Api, grant.Tokens, TakeBack.Time, token));
            throw;
        }
    }

    private static void Show(Session session, Grant grant, bool shell)
    {
        if (shell)
        {
            session.Screen.Raw(ShellLines.Of(grant.Variables().Append(new(Grant.TokensVariable, string.Join(' ', grant.Tokens)))));
        }
        else if (session.Screen.IsJson)
        {
            session.Screen.Json(grant.Document);
        }
        else
        {
            session.Screen.Table(
                ["RESOURCE", "ENDPOINT", "ENDS IN", "FENCING", "LOCK TOKEN"],
                grant.Locks.Select(held => new[]
                {
                    held.Resource.Name, held.Resource.Endpoint, Durations.Write(held.End.Left),
                    held.FencingToken.ToString(CultureInfo.InvariantCulture), held.Token,
                }));
        }
    }
}
