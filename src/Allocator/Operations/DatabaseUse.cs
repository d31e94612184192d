namespace RentABot.Allocator.Operations;

/// <summary>What an operator's command does with the database.</summary>
internal enum DatabaseUse
{
    /// <summary>Reads one whose schema is up to date already.</summary>
    Read,

    /// <summary>Changes one; a missing or older schema is brought up to date before.</summary>
    Write,
}
