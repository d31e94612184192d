using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RentABot.Cli.Api;

namespace RentABot.Cli.Output;

/// <summary>What the program itself says in JSON.</summary>
internal static class JsonLines
{
    /// <summary>As the server writes names and tags: as people wrote them.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object.</summary>
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>An error that the server knows nothing of, in the shape of the server's.</summary>
    public static ReadOnlyMemory<byte> ProblemOf(CliException exception) => Of(writer =>
    {
        writer.WriteString("type", $"urn:rent-a-bot:problem:{exception.Code}");
        writer.WriteString("title", char.ToUpperInvariant(exception.Code[0]) + exception.Code[1..].Replace('_', ' '));
        writer.WriteNumber("status", exception is ProblemException { Problem: var problem } ? problem.Status : 0);
        writer.WriteString("detail", exception.Message);
        writer.WriteString("code", exception.Code);
    });
}
