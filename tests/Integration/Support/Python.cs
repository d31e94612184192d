using System.Diagnostics;

namespace RentABot.Integration.Support;

/// <summary>The Python that can run the examples of clients.</summary>
internal static class Python
{
    /// <summary>Set by test.sh; Debian's own is looked at otherwise, since another one in PATH may hide it.</summary>
    private const string Variable = "RENTABOT_TEST_PYTHON";
    private static readonly Lazy<string?> FoundWithPika = new(() => Find("import pika"));
    private static readonly Lazy<string?> Found = new(() => Find("pass"));

    /// <summary>Skips the test without one.</summary>
    public static string Plain
    {
        get
        {
            Assert.SkipWhen(Found.Value is null, $"Needs Python: install Debian's python3, or set {Variable}.");
            return Found.Value!;
        }
    }

    /// <summary>Skips the test, naming what is missing, without one.</summary>
    public static string WithPika
    {
        get
        {
            Assert.SkipWhen(FoundWithPika.Value is null, $"Needs a Python with pika: install Debian's python3-pika, or set {Variable}.");
            return FoundWithPika.Value!;
        }
    }

    private static string? Find(string program) =>
        new[] { Environment.GetEnvironmentVariable(Variable), "/usr/bin/python3", "python3" }.FirstOrDefault(python => Runs(python, program));

    private static bool Runs(string? python, string program)
    {
        if (string.IsNullOrEmpty(python)) return false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", program]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
