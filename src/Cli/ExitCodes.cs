namespace RentABot.Cli;

/// <summary>
/// What the program ends with. The help and the documentation are made of <see cref="All"/>. From 64 on they are those of
/// BSD's sysexits.h, since a command's own codes, which <c>run</c> hands on, are mostly below.
/// </summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Usage = 64;
    public const int Invalid = 65;
    public const int NotFound = 66;
    public const int Unavailable = 69;
    public const int Failed = 70;
    public const int NotGranted = 75;
    public const int Conflict = 76;
    public const int Forbidden = 77;
    public const int Configuration = 78;
    public const int LockLost = 79;
    public const int CannotRun = 126;
    public const int NoSuchCommand = 127;

    /// <summary>Plus the signal's number.</summary>
    public const int Signal = 128;

    public static readonly IReadOnlyList<(string Code, string Meaning)> All =
    [
        ($"{Done}", "done; of run, and all below 64: what the command ended with"),
        ($"{Usage}", "the command line is wrong"),
        ($"{Invalid}", "the server finds the request invalid, or a file cannot be read"),
        ($"{NotFound}", "there is no such resource or reservation, or nothing matches what is asked for"),
        ($"{Unavailable}", "the server cannot be reached, or does not answer in time"),
        ($"{Failed}", "something unexpected went wrong"),
        ($"{NotGranted}", "nothing was granted, now or in the time to wait: try later"),
        ($"{Conflict}", "the state of the resource, lock or reservation forbids it"),
        ($"{Forbidden}", "the key or the lock token is missing or wrong, or the key may not do this"),
        ($"{Configuration}", "the configuration file, or what else names the server or the key, is wrong"),
        ($"{LockLost}", "a lock was lost while the command ran, so run stopped it"),
        ($"{CannotRun}", "run found the command, but it cannot be run"),
        ($"{NoSuchCommand}", "run did not find the command"),
        ($"{Signal}+n", "the command, or rentabot itself, was ended by signal n"),
    ];
}
