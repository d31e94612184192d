using System.CommandLine;
using RentABot.Allocator.Operations.Descriptors;

namespace RentABot.Allocator.Operations;

/// <summary>The commands by which an operator gets data in and out, the same in every program that may write the database.</summary>
internal static class OperatorCommands
{
    private static readonly Func<RunOperation, Command>[] All =
    [
        ImportCommand.Create,
        ExportCommand.Create,
        ArchiveCommands.CreateBackup,
        ArchiveCommands.CreateRestore,
    ];

    public static IEnumerable<Command> Create(RunOperation run) => All.Select(create => create(run));
}
