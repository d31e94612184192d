namespace RentABot.Load.Rest;

/// <summary>A lab as labs are: racks of fifty, forty kinds of boards.</summary>
internal static class Devices
{
    private const int Boards = 40;
    private const int DevicesOfRack = 50;
    private const int PageSize = 1000;

    /// <summary>Registers so many and returns their ids, in ascending order.</summary>
    public static async Task<long[]> RegisterAsync(Api api, int count)
    {
        await api.SendAsync(HttpMethod.Put, "resources", Enumerable.Range(0, count).ToDictionary(device => $"device{device}", Describe));
        var ids = new List<long>();
        for (var page = 1; ids.Count < count; page++)
        {
            var listed = await api.SendAsync<Page>(HttpMethod.Get, $"resources?sort=id&limit={PageSize}&page={page}");
            if (listed.Resources.Length == 0) throw new InvalidOperationException($"Only {ids.Count} of {count} resources are listed.");
            ids.AddRange(listed.Resources.Select(resource => resource.Id));
        }

        return [.. ids];
    }

    private static object Describe(int device) => new
    {
        Description = $"board{device % Boards} in rack {device / DevicesOfRack}",
        Endpoint = $"tcp://192.0.2.1:{10_000 + device}",
        Tags = $"device,rack{device / DevicesOfRack},board{device % Boards}",
    };

    private sealed record Page(Listed[] Resources);

    private sealed record Listed(long Id);
}
