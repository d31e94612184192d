using RentABot.Load.Processes;
using RentABot.Load.Report;

namespace RentABot.Load.Standalone;

/// <summary>What the standalone program takes when nobody asks anything of it: started anew each round.</summary>
internal sealed class AtRest(Results results) : IScenario
{
    public const string Scenario = "rest";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public string Name => Scenario;

    public Task PrepareAsync() => Task.CompletedTask;

    public async Task MeasureAsync()
    {
        await using var program = await StandaloneProgram.StartAsync("--config", Path.Combine(BuiltPrograms.Root, "samples/kernelci-labs.yaml"));
        await Task.Delay(Rest);
        results.Add("rest.memory.standalone", program.Process.Memory("VmRSS"));
        results.Add("rest.memory.standalone.peak", program.Process.Memory("VmHWM"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
