using System.Text;

namespace RentABot.Cli.Output;

/// <summary>Variables as lines that a POSIX shell evaluates.</summary>
internal static class ShellLines
{
    public static string Of(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var lines = new StringBuilder();
        foreach (var (name, value) in variables) lines.Append("export ").Append(name).Append('=').Append(Quote(value)).Append('\n');
        return lines.ToString();
    }

    /// <summary>Within single quotes a shell takes everything as it is; a single quote itself stands between them.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
