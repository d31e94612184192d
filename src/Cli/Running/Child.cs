namespace RentABot.Cli.Running;

internal static class Child
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Terminate = 15;

    /// <exception cref="CliException">There is no such command, or it cannot be run.</exception>
    public static IChild Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment) =>
        OperatingSystem.IsWindows() ? WindowsChild.Start(command, environment) : PosixChild.Start(command, environment);

    public static CliException NotFound(string program) => new(
        ExitCodes.NoSuchCommand, "no_such_command", $"There is no command {program} – {(program.Contains(' ', StringComparison.Ordinal) ? "a line of shell is run by -- sh -c '…'" : "give its path, or put it into PATH")}");

    public static CliException NotRun(string program, string reason) => new(
        ExitCodes.CannotRun, "cannot_run", $"{program} cannot be run: {reason} – see that it is a program and that you may execute it: chmod +x, or -- sh {program}");
}
