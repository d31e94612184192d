using RentABot.Load.Report;

namespace RentABot.Load;

/// <summary>Measures all that is wanted and reports it. The document stays as it was unless all went well.</summary>
internal static class Run
{
    public static async Task<int> AllAsync(Settings settings)
    {
        var results = new Results();
        var failures = new List<string>();
        foreach (var scenario in Scenarios.Create(settings, results))
        {
            try
            {
                await MeasureAsync(scenario, settings.Rounds);
            }
            catch (Exception failure)
            {
                Progress.Say($"{scenario.Name} failed: {failure}");
                results.Forget(scenario.Name.Split(", "));
                failures.Add(scenario.Name);
            }
        }

        var section = await Section.WriteAsync(settings, results, failures);
        Console.Write(section);
        if (failures.Count > 0) return 1;
        if (settings.Document is { } document) DocumentSection.Replace(document, section);
        return 0;
    }

    private static async Task MeasureAsync(IScenario scenario, int rounds)
    {
        await using (scenario)
        {
            await scenario.PrepareAsync();
            for (var round = 1; round <= rounds; round++)
            {
                Progress.Say($"{scenario.Name}: round {round} of {rounds}");
                await scenario.MeasureAsync();
            }
        }
    }
}
