using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RentABot.Chaos.Faults;

namespace RentABot.Chaos.Runs;

/// <summary>Round after round, each with a seed of its own, until the time is over.</summary>
internal static class FullForm
{
    public const string Verb = "rounds";

    private static readonly TimeSpan RoundTime = TimeSpan.FromMinutes(4);

    /// <summary>A round takes so much longer: until it is quiet, and for the next one to begin.</summary>
    private static readonly TimeSpan AfterRound = TimeSpan.FromMinutes(1);

    /// <returns>The exit code: 0 when no promise was broken.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var minutes = double.Parse(arguments[1], CultureInfo.InvariantCulture);
        var seed = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : RandomNumberGenerator.GetInt32(int.MaxValue);
        var (began, seeds, rounds) = (Stopwatch.GetTimestamp(), new Random(seed), new List<RoundResult>());
        Console.Error.WriteLine($"--seed {seed}");
        do
        {
            var left = TimeSpan.FromMinutes(minutes) - Stopwatch.GetElapsedTime(began) - AfterRound;
            var duration = left < RoundTime * 1.5 ? left : RoundTime;
            rounds.Add(await Round.RunAsync(new RoundOptions(seeds.Next(), duration, FaultsAtOnce: 2), Console.Error.WriteLine));
            foreach (var violation in rounds[^1].Violations) Console.Error.WriteLine(violation);
        }
        while (TimeSpan.FromMinutes(minutes) - Stopwatch.GetElapsedTime(began) > RoundTime / 2);

        new Report(rounds, FaultCatalog.Names).Write(Console.Out);
        return rounds.Exists(round => round.Violations.Count > 0) ? 1 : 0;
    }
}
