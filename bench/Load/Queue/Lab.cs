using RentABot.Load.Rest;

namespace RentABot.Load.Queue;

/// <summary>
/// A thousand devices: 25 of each of 40 boards, four boards to a family. People ask for a board or for a family, so
/// there are 50 things to ask for, and every device is wanted by two kinds of waiters.
/// </summary>
internal static class Lab
{
    public const int Day = 86_400;

    private const int Devices = 1000;
    private const int Boards = 40;
    private const int BoardsOfFamily = 4;

    private static readonly Dictionary<string, string> Families =
        Enumerable.Range(0, Boards).ToDictionary(Board, number => $"family{number / BoardsOfFamily}");

    /// <summary>What people ask for.</summary>
    public static IReadOnlyList<string> Tags { get; } = [.. Families.Keys, .. Families.Values.Distinct()];

    /// <summary>Registers all devices and locks them.</summary>
    public static async Task<HeldLocks> OpenAsync(Api api)
    {
        await api.SendAsync(HttpMethod.Put, "resources", Enumerable.Range(0, Devices).ToDictionary(Name, Describe));
        var grant = await api.SendAsync<Grant>(HttpMethod.Post, "resources/lock", new { Tags = "device", Quantity = Devices, Ttl = Day });
        return new HeldLocks(grant);
    }

    /// <summary>The boards that serve who asks for this tag.</summary>
    public static IReadOnlyList<string> BoardsFor(string tag) => [.. Families.Keys.Where(board => Serves(board, tag))];

    public static bool Serves(string board, string tag) => tag == board || tag == Families[board];

    private static string Name(int device) => $"rack{device / 50}.{Board(device % Boards)}.{device}";

    private static object Describe(int device)
    {
        var board = Board(device % Boards);
        return new
        {
            Description = $"{board} in rack {device / 50}",
            Endpoint = $"tcp://192.0.2.1:{10_000 + device}",
            Tags = $"device,rack{device / 50},{board},{Families[board]}",
        };
    }

    private static string Board(int number) => $"board{number}";
}
