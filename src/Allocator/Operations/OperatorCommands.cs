using System.CommandLine;

namespace RentABot.Allocator.Operations;

/// <summary>The commands by which an operator gets data in and out, the same in every program that may write the database.</summary>
internal static class OperatorCommands
{
    private static readonly Func<RunOperation, Command>[] All = [];

    public static IEnumerable<Command> Create(RunOperation run) => All.Select(create => create(run));
}
