using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;

namespace RentABot.Cli.Commands;

internal static class ImportCommand
{
    private const string StandardInput = "-";
    private const string Yaml = "application/yaml";
    private const int MaxSize = 64 * 1024 * 1024;

    /// <summary>Beyond the usual: as much as the server takes for it.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    public static Command Create(Globals globals)
    {
        var file = new Argument<string>("file") { Description = $"A descriptor, YAML or (named .json) JSON; {StandardInput}: YAML on standard input" };
        var prune = new Option<bool>("--prune") { Description = "Remove resources that are not in it and not in use" };
        var command = new Command("import", "Create and update resources by a descriptor, as an admin") { file, prune };
        command.SetAction(globals.Show(
            async (line, session) =>
            {
                var path = line.GetValue(file)!;
                var type = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? ApiCall.Json : Yaml;
                return await session.SendAsync(ApiCall.Put(
                    "api/v1/resources" + Query.Of(("prune", line.GetValue(prune) ? "true" : null)), await ReadAsync(path, session.Token), type, Wait));
            },
            Show));
        return command;
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (content.Length + read > MaxSize) throw Unreadable(path, $"it is larger than {MaxSize} bytes");
                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception.Message);
        }
    }

    private static CliException Unreadable(string path, string reason) => new(ExitCodes.Invalid, "file_not_read", $"{path} cannot be read: {reason}");

    private static void Show(ApiAnswer answer, Session session)
    {
        var result = answer.Read(ApiJson.Default.ImportResult);
        session.Screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"created {result.Created}, updated {result.Updated}, unchanged {result.Unchanged}, pruned {result.Pruned}, skipped {result.Skipped}"));
        if (result.SkippedNames.Count > 0) session.Screen.Note($"in use, so not pruned: {string.Join(", ", result.SkippedNames)}");
        foreach (var warning in result.Warnings) session.Screen.Note($"warning: {warning}");
    }
}
