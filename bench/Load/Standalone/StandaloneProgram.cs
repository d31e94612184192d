using System.Text.RegularExpressions;
using RentABot.Load.Processes;
using RentABot.Load.Servers;

namespace RentABot.Load.Standalone;

/// <summary>The standalone program, on a SQLite database of its own: every answer of it is on the disk.</summary>
internal sealed partial class StandaloneProgram : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("rentabot-standalone-");
    private readonly ChildProcess _process;

    private StandaloneProgram(string[] arguments) => _process = ChildProcess.Start(
        "standalone",
        [
            "dotnet", BuiltPrograms.Service("Standalone"), "--port", "0",
            "--persist", $"sqlite://{Path.Combine(_data.FullName, "state.sqlite")}", .. arguments,
        ],
        ServingLine());

    public Uri Url { get; private set; } = null!;

    public ProcessTree Process => _process.Tree;

    public static async Task<StandaloneProgram> StartAsync(params string[] arguments)
    {
        var program = new StandaloneProgram(arguments);
        try
        {
            program.Url = new Uri((await program._process.StartedAsync()).Groups[1].Value);
            await Readiness.AwaitAsync(program._process, program.Url);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [GeneratedRegex("serves (http://[^ ,]+)")]
    private static partial Regex ServingLine();
}
