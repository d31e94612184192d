namespace RentABot.Chaos.History;

/// <summary>What a call asks for.</summary>
internal enum Operation
{
    Lock,
    Unlock,
    UnlockBatch,
    Extend,
    Reserve,
    ReadReservation,
    Claim,
    Cancel,
    MarkUnavailable,
    MarkAvailable,
    Register,
    Update,
    Remove,
    Import,
}
