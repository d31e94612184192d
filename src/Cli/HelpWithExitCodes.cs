using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RentABot.Cli;

/// <summary>The help, with what the program ends with.</summary>
internal sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodes.All) output.WriteLine($"  {code,-6} {meaning}");
        output.WriteLine();
        return ExitCodes.Done;
    }
}
