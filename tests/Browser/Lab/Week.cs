namespace RentABot.Browser.Lab;

/// <summary>A week in a lab, up to now: who had which board when. Found by chance, the same in every run.</summary>
internal static class Week
{
    private static readonly string[] Clients = ["nightly", "build-4711", "build-4718", "bisect", "anna", "joris", "release-6.18"];
    private static readonly string[] Reasons = ["new SD card", "firmware update", "power supply hums"];

    /// <summary>What happened, in the order in which it did. What has not ended by <paramref name="now"/> goes on.</summary>
    /// <param name="resources">The boards that were in use.</param>
    /// <param name="now">The week's end.</param>
    public static IReadOnlyList<Turn> Until(DateTimeOffset now, IEnumerable<long> resources)
    {
        var chance = new Random(6);
        return resources.SelectMany(resource => Of(resource, now, chance)).OrderBy(turn => turn.At).ToList();
    }

    private static IEnumerable<Turn> Of(long resource, DateTimeOffset now, Random chance)
    {
        var at = now - TimeSpan.FromDays(7) + Hours(0, 20);
        while (at < now)
        {
            var isMaintenance = chance.Next(14) == 0;
            var ends = at + (isMaintenance ? Hours(1, 7) : Hours(0.4, 9));
            var client = isMaintenance ? Reasons[chance.Next(Reasons.Length)] : Clients[chance.Next(Clients.Length)];
            yield return new Turn(at, resource, isMaintenance ? TurnKind.Out : TurnKind.Lock, client, ends);
            if (ends < now) yield return new Turn(ends, resource, isMaintenance ? TurnKind.Back : TurnKind.Unlock, client, ends);
            at = ends + Hours(0.2, 12);
        }

        TimeSpan Hours(double least, double most) => TimeSpan.FromHours(least + (most - least) * chance.NextDouble());
    }
}
