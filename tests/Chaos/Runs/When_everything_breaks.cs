using System.Globalization;
using System.Security.Cryptography;

namespace RentABot.Chaos.Runs;

/// <summary>The short form; <c>tests/Chaos/run.sh</c> is the full one.</summary>
[Collection(Alone.Name)]
public sealed class When_everything_breaks(ITestOutputHelper output)
{
    private const string SeedVariable = "RENTABOT_CHAOS_SEED";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(140);

    [Fact]
    public async Task Should_keep_every_promise()
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        var result = await Round.RunAsync(new RoundOptions(seed, Duration, FaultsAtOnce: 1), output.WriteLine);
        output.WriteLine($"{result.Operations} calls, {result.Injections.Count} faults");
        Assert.NotEmpty(result.Books.Locks);
        Assert.True(result.Violations.Count == 0, string.Join(Environment.NewLine, [$"{SeedVariable}={seed}", .. result.Violations.Select(violation => $"{violation}")]));
    }
}
