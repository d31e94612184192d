namespace RentABot.Cli.Running;

/// <summary>The command that runs, with all that it has started. Windows has another way than the rest.</summary>
internal interface IChild : IDisposable
{
    /// <summary>The exit code, 128 and the signal where one ended it.</summary>
    Task<int> Ended { get; }

    /// <summary>Passes a signal on. Does nothing when it has ended.</summary>
    void Signal(int number);

    /// <summary>It has the terminal's keyboard, and so gets its interrupts from there.</summary>
    bool HasTerminal { get; }

    /// <summary>Asks it to end. What it has started ends with it at the latest.</summary>
    void Stop();

    /// <summary>Ends it and all that it has started, at once, whatever is left of it.</summary>
    void Kill();
}
