namespace RentABot.Cli.Running;

/// <summary>What this program is to the shell that started it.</summary>
internal static class Job
{
    private const nint Default = 0;
    private const int WholeGroup = 0;

    /// <summary>
    /// Ends by the interrupt that was typed on the terminal, if one was: only then does a script that runs this program end as
    /// well. Where the keyboard was a command's, the rest of the job has not heard of it yet.
    /// </summary>
    public static void EndAsInterrupted(bool own, bool commands)
    {
        if (!own && !commands) return;
        using var terminal = ControllingTerminal.Open();
        if (!terminal.IsOurs) return;
        Native.SetSignal(Child.Interrupt, Default);
        if (commands) Native.Kill(WholeGroup, Child.Interrupt);
        _ = Native.Raise(Child.Interrupt);
    }
}
