using System.CommandLine;
using RentABot.Contracts;
using RentABot.Descriptors;

namespace RentABot.Allocator.Operations.Descriptors;

/// <summary><c>import FILE</c>: creates and updates resources as a file says.</summary>
internal static class ImportCommand
{
    public static Command Create(RunOperation run)
    {
        var file = new Argument<string>("file") { Description = "Resource descriptor (YAML, or JSON by the name .json); - reads it from standard input." };
        var prune = new Option<bool>("--prune") { Description = "Also remove the resources that are not in the file and not in use." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print what would change, and change nothing." };
        var from = new Option<string?>("--from")
        {
            Description = "The file is that of a neighbour: Jenkins' configuration as code, Boskos' resources, labgrid's places.yaml.",
            HelpName = string.Join('|', DescriptorFormats.Neighbours.Keys),
        };
        from.AcceptOnlyFromAmong([.. DescriptorFormats.Neighbours.Keys]);

        var command = new Command("import", "Create and update resources by name, as a file says.") { file, prune, dryRun, from };
        command.SetAction((line, _) => ImportAsync(line.GetValue(file)!, line.GetValue(from), line.GetValue(prune), line.GetValue(dryRun),
            (use, work) => run(line, use, work)));
        return command;
    }

    /// <summary>The file is read before the database is touched: a bad one leaves no trace.</summary>
    private static async Task<int> ImportAsync(string file, string? from, bool prune, bool dryRun, Func<DatabaseUse, Operation, Task<int>> run)
    {
        ImportResources command;
        try
        {
            var descriptor = await DescriptorFile.ReadAsync(file, from);
            foreach (var warning in descriptor.Warnings) await Console.Error.WriteLineAsync($"rentabot: {DescriptorFile.NameOf(file)}: {Plain.Text(warning)}");
            command = new ImportResources { Resources = descriptor.Resources, Prune = prune };
        }
        catch (OperationException exception)
        {
            return await OperatorHost.EndAsync(exception);
        }

        return dryRun
            ? await run(DatabaseUse.Read, (services, cancellationToken) => ImportDryRun.RunAsync(services, command, cancellationToken))
            : await run(DatabaseUse.Write, (services, cancellationToken) => ImportRun.RunAsync(services, command, cancellationToken));
    }
}
