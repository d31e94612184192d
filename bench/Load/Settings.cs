namespace RentABot.Load;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    public required int Rounds { get; init; }

    /// <summary>The scenarios to measure; empty: all.</summary>
    public required IReadOnlySet<string> Only { get; init; }

    /// <summary>Makes every measurement this short, for a look.</summary>
    public required TimeSpan? Short { get; init; }

    /// <summary>Where the report's section is; null: it is printed alone.</summary>
    public required string? Document { get; init; }

    /// <summary>The program of Rent-A-Bot 1.0 to compare with; null: none.</summary>
    public required string? Original { get; init; }

    /// <summary>How it was asked for.</summary>
    public string Command => "bench/run.sh"
        + (Original is null ? "" : $" --original {Path.GetFileName(Original)}")
        + (Only.Count > 0 ? $" --only {string.Join(',', Only)}" : "")
        + $" --rounds {Rounds}"
        + (Short is { } time ? $" --seconds {time.TotalSeconds}" : "");

    /// <summary>Until code is compiled for speed.</summary>
    public TimeSpan WarmUp => Short ?? TimeSpan.FromSeconds(15);

    /// <summary>After another system had its turn.</summary>
    public static TimeSpan LeadIn => TimeSpan.FromSeconds(1);

    public TimeSpan Throughput => Short ?? TimeSpan.FromSeconds(10);

    public TimeSpan Latency => Short ?? TimeSpan.FromSeconds(8);

    public bool Wants(string scenario) => Only.Count == 0 || Only.Contains(scenario);
}
