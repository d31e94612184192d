namespace RentABot.Browser.Lab;

internal enum TurnKind
{
    Lock,
    Unlock,
    Out,
    Back,
}
