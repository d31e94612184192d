using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace RentABot.TestServers;

/// <summary>
/// Runs what a page of the documentation shows in blocks of commands against a server, and compares what comes with what
/// the page shows. What differs from run to run (tokens, ids, instants, seconds left) is made alike on both sides first.
/// Where the page shows no answers, every command has to succeed. What is <see cref="LeftOut"/> is not run.
/// </summary>
public static partial class ConsolePage
{
    private const string Documented = "http://127.0.0.1:8000";

    /// <summary>Stands for what a page leaves out of an answer; as its last line, that the command goes on until it is ended.</summary>
    private const string Elision = "…";

    /// <summary>Behind each step, with its exit code.</summary>
    private const string EndOfStep = "printf '\\n\\036%s\\n' $?";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A clone, of which what a page writes into is a copy: it runs in an empty directory. Where commands go on, what they
    /// have begun to say is shown as soon as it is as much as the page has of it. A job of a CI has an address and tests.
    /// </summary>
    private const string Prelude =
        """
        exec > "$PRINTED" 2>&1
        for place in "$CLONE"/* "$CLONE/.env.example"; do
          if [ -d "$place" ]; then ln -s "$place" .; else cp "$place" .; fi
        done
        rm k8s && cp -R "$CLONE/k8s" .
        rentabot() { dotnet "$PROGRAM" "$@"; }
        CI_JOB_URL=https://ci.example.com/jobs/4711
        printf '#!/bin/sh\n' > run-tests.sh && chmod +x run-tests.sh
        begin() { "$@" > .began 2>&1 & }
        show() {
          asked=0
          until [ "$(wc -l < .began)" -ge "$1" ] || [ $((asked += 1)) -gt 600 ]; do sleep 0.1; done
          kill $!
          { wait $!; } 2>/dev/null
          head -n "$1" .began
        }

        """;

    public static async Task HoldsAsync(string page, Uri server, CancellationToken cancellationToken)
    {
        var address = server.GetLeftPart(UriPartial.Authority);
        var steps = PageStep.Of(page).Where(step => LeftOut.Of(step.Command) is null).ToList();
        Assert.NotEmpty(steps);

        // One shell for all of them, as a reader has: later commands use what earlier ones kept in variables.
        var script = new StringBuilder(Prelude).AppendLine(EndOfStep);
        foreach (var step in steps)
        {
            script.AppendLine(Line(step).Replace(Documented, address, StringComparison.Ordinal)).AppendLine(EndOfStep);
        }

        var printed = StepsEnd().Split(await RunAsync(script.ToString(), server, cancellationToken));
        var (came, code) = printed.Length > 1 ? (printed[0], printed[1]) : ("", "");
        Assert.Equal(("", "0"), (came, code));
        for (var i = 0; i < steps.Count; i++)
        {
            var at = 2 * (i + 1);
            (came, code) = at + 1 < printed.Length ? (printed[at], printed[at + 1]) : ("(the shell had ended)", "none");
            Compare(page, steps[i], came.Replace(address, Documented, StringComparison.Ordinal), code);
        }
    }

    private static void Compare(string page, PageStep step, string came, string code)
    {
        var what = $"{page}:{step.Line}: {step.Command}\n";
        if (step.Answer is null)
        {
            Assert.True(code == "0", $"{what}{came}\nended with {code}");
            return;
        }

        var (expected, given) = (Alike(step.Answer), Alike(came));
        if (GoesOn(step)) expected = expected[..^Elision.Length].TrimEnd('\n');
        var pattern = Regex.Escape(expected).Replace(Elision, "[^\n]*?", StringComparison.Ordinal);
        if (!Regex.IsMatch(given, $@"\A{pattern}\z")) Assert.Equal(what + expected, what + given);
    }

    private static bool GoesOn(PageStep step) => step.Answer?.EndsWith($"\n{Elision}", StringComparison.Ordinal) ?? false;

    private static string Line(PageStep step)
    {
        if (!GoesOn(step)) return step.Command;
        var lines = step.Answer!.Trim('\n').Split('\n').Length - 1;
        return string.Create(CultureInfo.InvariantCulture, $": > .began; begin {step.Command}\nshow {lines}");
    }

    /// <summary>What an answer is compared by.</summary>
    private static string Alike(string answer)
    {
        var lines = answer.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        var text = string.Join('\n', lines).Trim('\n');
        text = Token().Replace(text, "TOKEN");
        text = Secret().Replace(text, "SECRET");
        text = Uuid().Replace(text, "UUID");
        text = Instant().Replace(text, "INSTANT");
        text = Duration().Replace(text, "DURATION");
        return SecondsLeft().Replace(text, "$1:SECONDS");
    }

    /// <summary>By the plainest shell that there is, so that the page works in every other one.</summary>
    private static async Task<string> RunAsync(string script, Uri server, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("rentabot-page-");
        var start = new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true };
        start.StartIn(directory);

        // Not by a pipe, which whatever runs on in the background would keep open.
        var printed = Path.GetTempFileName();
        start.Environment["PRINTED"] = printed;
        start.Environment["RENTABOT_URL"] = server.GetLeftPart(UriPartial.Authority);
        start.Environment["CLONE"] = Repository.PathOf("");
        start.Environment["PROGRAM"] = Repository.Built("src/Cli", "rentabot.dll");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var shell = Process.Start(start)!;
        try
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync(patience.Token);
            return await File.ReadAllTextAsync(printed, patience.Token);
        }
        finally
        {
            if (!shell.HasExited) shell.Kill(entireProcessTree: true);
            directory.Delete(recursive: true);
            File.Delete(printed);
        }
    }

    [GeneratedRegex("\n\u001e([0-9]+)\n")]
    private static partial Regex StepsEnd();

    [GeneratedRegex("[A-Za-z0-9_-]{64}")]
    private static partial Regex Token();

    [GeneratedRegex("whsec_[A-Za-z0-9+/=…]+")]
    private static partial Regex Secret();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z| \d\d:\d\d:\d\d \+00:00)")]
    private static partial Regex Instant();

    /// <summary>As the command line says how long something takes still.</summary>
    [GeneratedRegex(@"(?<=\bin (about )?)(\d+[dhms] ?)+\b|\d+m \d+s")]
    private static partial Regex Duration();

    [GeneratedRegex("""("(?:expires_in|lock_expires_in|total_lock_duration)"):\d+""")]
    private static partial Regex SecondsLeft();
}
