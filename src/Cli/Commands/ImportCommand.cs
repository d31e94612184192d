using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Descriptors;

namespace RentABot.Cli.Commands;

internal static class ImportCommand
{
    private const string StandardInput = "-";
    private const string Yaml = "application/yaml";
    private const int MostNames = 10;
    private const int MaxSize = 64 * 1024 * 1024;
    private const string Page = "https://github.com/rentabot/rent-a-bot/blob/main/docs/operations.md#descriptors";
    private const string Help = "rentabot import --help shows how one is written";

    /// <summary>What the server says of a descriptor that it does not take.</summary>
    private static readonly string[] Refusals = ["invalid", "malformed_yaml", "malformed_json"];

    /// <summary>Beyond the usual: as much as the server takes for it.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    public const string Example =
        """
        lab1.rpi4-a:
          description: Raspberry Pi 4 on the left shelf
          endpoint: tcp://10.0.0.5:2000
          tags: arm64,raspberrypi,board
          max_lock_duration: 14400   # seconds
        """;

    /// <summary>For the help, beside the example.</summary>
    public static readonly string[] Rules =
    [
        "What a resource leaves out is empty afterwards, or the server's default, also where it had been there.",
        "Resources that are not in the file stay as they are; --prune removes them, unless they are locked or held.",
        "A file with a mistake changes nothing.",
        $"More: {Page}",
    ];

    public static Command Create(Globals globals)
    {
        var file = new Argument<string>("file") { Description = $"A descriptor in YAML, or (named .json) in JSON; {StandardInput}: on standard input" };
        var prune = new Option<bool>("--prune") { Description = "Remove resources that are not in it and not in use" };
        var command = new Command("import", "Create and update resources by a descriptor, as an admin") { file, prune };
        command.SetAction(globals.Show(
            async (line, session) =>
            {
                var path = line.GetValue(file)!;
                if (path.Length == 0) throw CliException.Usage($"the file has no name – {Help}");
                var type = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? ApiCall.Json : Yaml;
                var call = ApiCall.Put(
                    "api/v1/resources" + Query.Of(("prune", line.GetValue(prune) ? "true" : null)), await ReadAsync(path, session.Token), type, Wait);
                try
                {
                    return await session.SendAsync(call);
                }
                catch (ProblemException refusal) when (Refusals.Contains(refusal.Code))
                {
                    throw refusal.About(NameOf(path), $"{Help}; more at {Page}");
                }
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
                if (content.Length + read > MaxSize) throw Unreadable(path, $"it is larger than {MaxSize >> 20} MiB", "import it in parts");
                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, UnreadableFile.Reason(path, exception), $"give the path of a descriptor, or {StandardInput} for standard input; {Help}");
        }
    }

    private static string NameOf(string path) => path == StandardInput ? "standard input" : path;

    private static CliException Unreadable(string path, string reason, string advice) =>
        new(ExitCodes.Invalid, "file_not_read", $"{NameOf(path)} cannot be read: {reason.TrimEnd('.')} – {advice}");

    private static void Show(ApiAnswer answer, Session session)
    {
        var result = answer.Read(ApiJson.Default.ImportResult);
        session.Screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"created {Few(result.Created, result.CreatedNames)}, updated {Few(result.Updated, result.UpdatedNames)}, unchanged {result.Unchanged}, "
            + $"pruned {Few(result.Pruned, result.PrunedNames)}, skipped {result.Skipped}"));
        if (result.SkippedNames.Count > 0) session.Screen.Note($"in use, so not pruned: {string.Join(", ", result.SkippedNames)}");
        foreach (var warning in result.Warnings) session.Screen.Note($"warning: {warning}");
    }

    /// <summary>How many, and which where they are few and the server tells.</summary>
    private static string Few(int count, IReadOnlyList<string> names) => string.Create(
        CultureInfo.InvariantCulture, $"{count}{(count is > 0 and <= MostNames && names.Count == count ? $" ({string.Join(", ", names)})" : "")}");
}
