using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>What clients may want of the lab.</summary>
internal sealed class Wishes(Random random, IReadOnlyDictionary<string, long> resources)
{
    private static readonly string[][] TagSets = [["board"], ["arm"], ["x86"], ["board", "usb"], ["arm", "usb"]];
    private static readonly string[] Expressions = ["arm && !usb", "usb || hdmi", "(arm || x86) && hdmi"];

    public Selection ForLock() => random.Next(10) switch
    {
        < 4 => new Selection { ResourceId = Any(resources.Values.ToList()) },
        < 5 => new Selection { Name = Any(resources.Keys.ToList()) },
        _ => Several(),
    };

    public Selection ForReservation() => random.Next(10) < 2 ? new Selection { Name = Any(resources.Keys.ToList()) } : Several();

    private Selection Several()
    {
        // What every matching resource of the lab could serve.
        var quantity = random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 3 };
        return random.Next(4) == 0
            ? new Selection { Expression = Any(Expressions), Quantity = Math.Min(quantity, 2) }
            : new Selection { Tags = Any(TagSets), Quantity = quantity };
    }

    private T Any<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
