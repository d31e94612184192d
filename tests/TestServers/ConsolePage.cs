using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace RentABot.TestServers;

/// <summary>
/// Runs what a page of the documentation shows in console blocks against a server, and compares what comes with what the
/// page shows. What differs from run to run (tokens, ids, instants, seconds left) is made alike on both sides first.
/// </summary>
public static partial class ConsolePage
{
    private const string Fence = "```console";
    private const string Prompt = "$ ";
    private const string Documented = "http://127.0.0.1:8000";
    private const string EndOfAnswer = "\n\u001e\n";

    /// <summary>Where somebody has set them, they would lead elsewhere.</summary>
    private static readonly string[] Unwanted = ["RENTABOT_URL", "RENTABOT_API_KEY"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task HoldsAsync(string page, Uri server, CancellationToken cancellationToken)
    {
        var steps = Steps(await File.ReadAllLinesAsync(page, cancellationToken));
        Assert.NotEmpty(steps);

        // One shell for all of them, as a reader has: later commands use what earlier ones kept in variables.
        var directory = Directory.CreateTempSubdirectory("rentabot-page-");
        try
        {
            var script = new StringBuilder();
            foreach (var (command, _) in steps)
            {
                script.AppendLine(command.Replace(Documented, server.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
                script.AppendLine("printf '\\n\\036\\n'");
            }

            var printed = (await RunAsync(script.ToString(), directory.FullName, cancellationToken)).Split(EndOfAnswer);
            for (var i = 0; i < steps.Count; i++)
            {
                var came = i < printed.Length - 1 ? Alike(printed[i]) : "(the shell had ended)";
                Assert.Equal($"{steps[i].Command}\n{Alike(steps[i].Answer)}", $"{steps[i].Command}\n{came}");
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>What an answer is compared by.</summary>
    private static string Alike(string answer)
    {
        var lines = answer.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        var text = string.Join('\n', lines).Trim('\n');
        text = Token().Replace(text, "TOKEN");
        text = Uuid().Replace(text, "UUID");
        text = Instant().Replace(text, "INSTANT");
        return SecondsLeft().Replace(text, "$1:SECONDS");
    }

    private static List<(string Command, string Answer)> Steps(string[] lines)
    {
        var steps = new List<(string Command, string Answer)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] != Fence) continue;
            for (i++; lines[i] != "```"; i++)
            {
                if (lines[i].StartsWith(Prompt, StringComparison.Ordinal))
                {
                    var command = lines[i][Prompt.Length..];
                    while (IsUnfinished(command)) command = $"{command}\n{lines[++i]}";
                    steps.Add((command, ""));
                }
                else
                {
                    steps[^1] = (steps[^1].Command, $"{steps[^1].Answer}\n{lines[i]}");
                }
            }
        }

        return steps;
    }

    /// <summary>A line that a backslash continues, or a here-document before its end.</summary>
    private static bool IsUnfinished(string command) =>
        command.EndsWith('\\') || (command.Contains("<<'END'", StringComparison.Ordinal) && !command.EndsWith("\nEND", StringComparison.Ordinal));

    /// <summary>By the plainest shell that there is, so that the page works in every other one.</summary>
    private static async Task<string> RunAsync(string script, string directory, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("sh")
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in Unwanted) start.Environment.Remove(name);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var shell = Process.Start(start)!;
        try
        {
            var output = shell.StandardOutput.ReadToEndAsync(patience.Token);
            await shell.StandardInput.WriteAsync(script.AsMemory(), patience.Token);
            shell.StandardInput.Close();
            await shell.WaitForExitAsync(patience.Token);
            return await output;
        }
        finally
        {
            if (!shell.HasExited) shell.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex("[A-Za-z0-9_-]{64}")]
    private static partial Regex Token();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Instant();

    [GeneratedRegex("""("(?:expires_in|lock_expires_in|total_lock_duration)"):\d+""")]
    private static partial Regex SecondsLeft();
}
