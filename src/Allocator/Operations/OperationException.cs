namespace RentABot.Allocator.Operations;

/// <summary>An operator's command cannot be carried out; the message, of one or several lines, is for the operator.</summary>
internal sealed class OperationException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The file that was given is at fault.</summary>
    public static OperationException WrongInput(string message) => new(message, ExitCodes.WrongInput);
}
