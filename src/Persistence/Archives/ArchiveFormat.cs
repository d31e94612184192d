using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RentABot.Persistence.Archives;

/// <summary>A zip of a manifest, its checksum, and one entry of JSON lines for each table.</summary>
internal static class ArchiveFormat
{
    public const string Name = "rentabot-backup";
    public const int Version = 1;
    public const string ManifestEntry = "manifest.json";

    /// <summary>Guards the manifest, and by it every other checksum, against damage; whoever can edit one can edit both.</summary>
    public const string ManifestChecksumEntry = "manifest.sha256";

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Product { get; } = typeof(ArchiveFormat).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static string EntryOf(string table) => $"tables/{table}.jsonl";
}
