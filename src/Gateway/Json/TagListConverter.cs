using System.Text.Json;
using System.Text.Json.Serialization;

namespace RentABot.Gateway.Json;

internal sealed class TagListConverter : JsonConverter<TagList>
{
    public const string Form = "must be a comma-separated string or an array of strings";

    public override TagList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return TagList.Split(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException(Form);
        var tags = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            tags.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException(Form));
        }

        return new TagList(tags);
    }

    public override void Write(Utf8JsonWriter writer, TagList value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Tags, options);
}
