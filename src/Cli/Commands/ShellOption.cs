using System.CommandLine;

namespace RentABot.Cli.Commands;

internal static class ShellOption
{
    public static Option<bool> Create() => new("--shell") { Description = "Print export lines for eval in a POSIX shell" };
}
