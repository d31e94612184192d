namespace RentABot.Descriptors.Tests;

/// <summary>A neighbour's file, as large as a lab's.</summary>
internal static class Sample
{
    public static string Read(string neighbour) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{neighbour}.yaml"));
}
