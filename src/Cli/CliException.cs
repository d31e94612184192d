namespace RentABot.Cli;

/// <summary>The program ends with this: a line for people that says what to do next.</summary>
internal class CliException(int exitCode, string code, string message) : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>A stable word for programs, as the server's problems have one.</summary>
    public string Code => code;

    public static CliException Usage(string message) => new(ExitCodes.Usage, "usage", message);
}
