using System.CommandLine;
using RentABot.Load.Original;

namespace RentABot.Load;

/// <summary>The command line, which bench/run.sh passes on.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Func<Settings, Task<int>> run)
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often each is measured, in turn." };
        var only = new Option<string>("--only")
        {
            DefaultValueFactory = _ => "",
            Description = $"Scenarios, separated by commas: {string.Join(", ", Scenarios.Names)}. Printed, not written.",
        };
        var seconds = new Option<double?>("--seconds") { Description = "How long each measurement takes. Printed, not written." };
        var original = new Option<string?>("--original")
        {
            Description = "The program of Rent-A-Bot 1.0, in Python, to compare the standalone program with.",
        };
        var document = new Option<string?>("--document") { Description = "The document whose section the report becomes." };
        only.Validators.Add(result =>
        {
            foreach (var name in Split(result.GetValueOrDefault<string>()).Where(name => !Scenarios.Names.Contains(name)))
            {
                result.AddError($"There is no scenario '{name}'.");
            }
        });

        var command = new RootCommand("Measures what the product can do.") { rounds, only, seconds, original, document };
        command.Validators.Add(result =>
        {
            if (Split(result.GetValue(only)).Contains(OriginalPeer.Scenario) && result.GetValue(original) is null)
            {
                result.AddError($"'{OriginalPeer.Scenario}' is measured where --original names its program.");
            }
        });
        command.SetAction((result, _) =>
        {
            var settings = new Settings
            {
                Rounds = result.GetValue(rounds),
                Only = Split(result.GetValue(only)).ToHashSet(),
                Short = result.GetValue(seconds) is { } time ? TimeSpan.FromSeconds(time) : null,
                Original = result.GetValue(original),
                Document = result.GetValue(document),
            };
            return run(settings.Only.Count > 0 || settings.Short is not null ? settings with { Document = null } : settings);
        });
        return command;
    }

    private static string[] Split(string? names) =>
        (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
