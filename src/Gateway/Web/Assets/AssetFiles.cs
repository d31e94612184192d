using System.Collections.Frozen;
using System.Security.Cryptography;

namespace RentABot.Gateway.Web.Assets;

/// <summary>
/// Styles, scripts and pictures of the pages. They are part of this assembly, so that they are there whichever program
/// serves them.
/// </summary>
internal static class AssetFiles
{
    private const string Prefix = "assets/";
    private const int DigestBytes = 6;

    private static readonly FrozenDictionary<string, AssetFile> Files = Load();

    /// <summary>Changes with any of them.</summary>
    public static string Version { get; } = Digest(Files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value.Content).ToArray());

    public static AssetFile? Find(string path) => Files.GetValueOrDefault(path);

    /// <summary>The address of one, which changes with its content, so that it can be kept for good.</summary>
    public static string AddressOf(string path) => $"/assets/{path}?v={Files[path].Tag}";

    private static FrozenDictionary<string, AssetFile> Load()
    {
        var assembly = typeof(AssetFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Prefix.Length..].Replace('\\', '/'),
                name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    var content = new byte[stream.Length];
                    stream.ReadExactly(content);
                    return new AssetFile(content, Digest(content), TypeOf(name));
                },
                StringComparer.Ordinal);
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, DigestBytes));

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
}
