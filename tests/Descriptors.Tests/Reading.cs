using System.Text;

namespace RentABot.Descriptors.Tests;

/// <summary>Reads texts of neighbours.</summary>
internal static class Reading
{
    public static Descriptor Read(string neighbour, string text) => DescriptorFormats.Neighbours[neighbour](Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<string> Errors(string neighbour, string text) =>
        [.. Read(neighbour, text).Errors.ToDictionary().SelectMany(pair => pair.Value.Select(message => $"{pair.Key}: {message}"))];
}
