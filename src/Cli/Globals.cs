using System.CommandLine;
using RentABot.Cli.Api;
using RentABot.Cli.Output;
using RentABot.Cli.Running;
using RentABot.Cli.Servers;

namespace RentABot.Cli;

/// <summary>The options that every command has, and what every command runs within.</summary>
internal sealed class Globals
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    private const string Project = "https://github.com/rentabot/rent-a-bot/issues";

    private readonly Option<string?> _server = new("--server", "-s")
    {
        Description = "Address of the server, or its name in the configuration file; else RENTABOT_URL, "
            + "else the file's default, else http://127.0.0.1:8000",
        HelpName = "url|name",
        Recursive = true,
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "API key or bearer token, for all users of this machine to see; better in RENTABOT_API_KEY or the configuration file",
        HelpName = "key",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the server's JSON as it comes, and errors as JSON", Recursive = true };

    private readonly Option<TimeSpan?> _retry = DurationOption.Create(
        "--retry", $"How long to ask again while the server does not answer, but for --wait while standing in the queue; 0: ask once (default {Durations.Write(DefaultPatience)})");

    public Globals() => _retry.Recursive = true;

    public IEnumerable<Option> All => [_server, _key, _json, _retry];

    /// <summary>All that a command takes, its own and those of every command.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive));

    public Func<ParseResult, CancellationToken, Task<int>> Do(Func<ParseResult, Session, Task<int>> work) => (line, _) => RunAsync(line, work);

    /// <summary>For a command that just shows what the server answers.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Show(
        Func<ParseResult, Session, Task<ApiAnswer>> ask, Action<ApiAnswer, Session> show) => Do(async (line, session) =>
        {
            var answer = await ask(line, session);
            if (session.Screen.IsJson) session.Screen.Json(answer.Body);
            else show(answer, session);
            return ExitCodes.Done;
        });

    /// <summary>Who is asked, by what a command line says so far.</summary>
    public Server ServerOf(ParseResult line, ServerFile file) =>
        ServerChoice.Choose(line.GetValue(_server), line.GetValue(_key), Environment.GetEnvironmentVariable, file);

    public static string PathOfFile { get; } =
        ServerFile.PathIn(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    public static ServerFile ReadFile() => ServerFile.Load(PathOfFile);

    private async Task<int> RunAsync(ParseResult line, Func<ParseResult, Session, Task<int>> work)
    {
        var screen = new Screen(line.GetValue(_json));
        using var interrupts = new Interrupts();
        Session? session = null;
        try
        {
            var file = ReadFile();
            if (file.IsOpen) screen.Note($"warning: other users of this machine can read the keys in {file.Path}; chmod 600 it");
            using var api = new ApiClient(ServerOf(line, file), BootClock.Instance, screen.Note);
            session = new Session(api, screen, interrupts, line.GetValue(_retry) ?? DefaultPatience);
            return await work(line, session);
        }
        catch (CliException exception)
        {
            screen.Error(exception);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (interrupts.Signal is { } signal)
        {
            return ExitCodes.Signal + signal;
        }
        catch (IOException exception) when (exception.HResult == Native.NoReader)
        {
            // The reader of standard output has gone, as a signal would say.
            return ExitCodes.Signal + Native.BrokenPipe;
        }
        catch (IOException exception)
        {
            screen.Error(new CliException(
                ExitCodes.Failed, "output_failed", $"Standard input or output fails: {exception.Message} – see where they lead, and that there is room"));
            return ExitCodes.Failed;
        }
        catch (Exception exception)
        {
            screen.Error(new CliException(
                ExitCodes.Failed, "unexpected",
                $"Something unexpected went wrong: {exception.GetType().Name}: {exception.Message} – please tell at {Project}"));
            return ExitCodes.Failed;
        }
        finally
        {
            if (!OperatingSystem.IsWindows()) Job.EndAsInterrupted(interrupts.Signal == Child.Interrupt, session?.IsInterruptedJob ?? false);
        }
    }
}
