namespace RentABot.Load.Processes;

/// <summary>Finds what the same build has made of the other projects.</summary>
internal static class BuiltPrograms
{
    /// <summary>bench/Load/bin/Release/net10.0, as every project's.</summary>
    private static readonly DirectoryInfo Here = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string Root { get; } = Path.GetFullPath("../../../../..", Here.FullName);

    public static string Load { get; } = Path.Combine(Here.FullName, "RentABot.Load.dll");

    /// <param name="name">Of a project below src.</param>
    public static string Service(string name) =>
        Path.Combine(Root, "src", name, "bin", Here.Parent!.Name, Here.Name, $"RentABot.{name}.dll");
}
