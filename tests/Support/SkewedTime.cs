namespace RentABot.Support;

/// <summary>The wall clock of a machine that is set wrong; its stopwatch runs as any other.</summary>
internal sealed class SkewedTime(TimeSpan error) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + error;
}
