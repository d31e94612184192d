using System.Text.Json;
using System.Text.Json.Serialization;

namespace RentABot.Gateway.Json;

internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Instants.TryRead(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException(Instants.Form);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Instants.Write(value));
}
