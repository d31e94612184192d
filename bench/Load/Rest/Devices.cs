namespace RentABot.Load.Rest;

/// <summary>A lab as labs are: racks of fifty, forty kinds of boards.</summary>
internal static class Devices
{
    /// <summary>Kinds of them: as many devices lie between one and the next of its kind.</summary>
    public const int Boards = 40;

    private const int DevicesOfRack = 50;
    private const int PageSize = 1000;

    public static string Board(int device) => $"board{device % Boards}";

    /// <summary>Registers so many and returns their ids, in the order of the devices.</summary>
    public static async Task<IReadOnlyList<long>> RegisterAsync(Api api, int count)
    {
        foreach (var slice in Enumerable.Range(0, count).Chunk(PageSize))
        {
            await api.SendAsync(HttpMethod.Put, "resources", slice.ToDictionary(Name, Describe));
        }

        var ids = new Dictionary<string, long>();
        for (var page = 1; ids.Count < count; page++)
        {
            var listed = await api.SendAsync<ResourcePage>(HttpMethod.Get, $"resources?limit={PageSize}&page={page}");
            if (listed.Resources.Length == 0) throw new InvalidOperationException($"Only {ids.Count} of {count} resources are listed.");
            foreach (var resource in listed.Resources) ids[resource.Name] = resource.Id;
        }

        return [.. Enumerable.Range(0, count).Select(device => ids[Name(device)])];
    }

    private static string Name(int device) => $"device{device}";

    private static object Describe(int device) => new
    {
        Description = $"{Board(device)} in rack {device / DevicesOfRack}",
        Endpoint = $"tcp://192.0.2.1:{10_000 + device}",
        Tags = $"device,rack{device / DevicesOfRack},{Board(device)}",
    };
}
