using RentABot.Hosting;

namespace RentABot.Allocator.Operations;

/// <summary>How an operator's command ends. What was not done was not begun either: the database is as it was.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Not done: the command line is wrong, the database does not answer or refuses, or the disk is full.</summary>
    public const int Failed = 1;

    /// <summary>Not done, since a setting or the file that was given is wrong.</summary>
    public const int WrongInput = ServiceHost.WrongSettings;

    public const int Interrupted = 130;
}
