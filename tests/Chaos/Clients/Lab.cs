namespace RentABot.Chaos.Clients;

/// <summary>The resources of a run: fewer than its clients want at once.</summary>
internal static class Lab
{
    /// <summary>Seconds that a lock may live, extensions included.</summary>
    public const int Longest = 120;

    /// <summary>Of a resource whose locks can hardly be extended.</summary>
    private const int Short = 7;

    public static readonly IReadOnlyList<LabResource> Resources =
    [
        new("arm-1", ["board", "arm"], Longest),
        new("arm-2", ["board", "arm", "usb"], Longest),
        new("arm-3", ["board", "arm", "usb", "hdmi"], Longest),
        new("arm-4", ["board", "arm", "usb"], Longest),
        new("arm-5", ["board", "arm", "hdmi"], Longest),
        new("x86-1", ["board", "x86"], Longest),
        new("x86-2", ["board", "x86", "usb"], Longest),
        new("x86-3", ["board", "x86", "hdmi"], Longest),
        new("x86-4", ["board", "x86", "usb", "hdmi"], Longest),
        new("x86-5", ["board", "x86"], Short),
    ];
}
