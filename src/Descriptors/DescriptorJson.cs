using System.Globalization;
using System.Text.Json;
using RentABot.Rules;

namespace RentABot.Descriptors;

/// <summary>Writes a descriptor in JSON whose import does the same.</summary>
internal static class DescriptorJson
{
    /// <summary>Into an object that is open.</summary>
    public static void WriteEntries(Utf8JsonWriter writer, DescriptorMap map)
    {
        foreach (var (name, value) in map.Entries)
        {
            writer.WritePropertyName(name.Text);
            Write(writer, name.Text, value);
        }
    }

    private static void Write(Utf8JsonWriter writer, string property, DescriptorNode value)
    {
        switch (value)
        {
            case DescriptorMap map:
                writer.WriteStartObject();
                WriteEntries(writer, map);
                writer.WriteEndObject();
                break;
            case DescriptorList list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, "", item);
                writer.WriteEndArray();
                break;
            case DescriptorText { IsNull: true }:
                writer.WriteNullValue();
                break;
            case DescriptorText text:
                WriteText(writer, property, text.Text);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string property, string text)
    {
        if (property == DescriptorProperties.Tags)
        {
            writer.WriteStartArray();
            foreach (var tag in TagSyntax.Split(text, out _)) writer.WriteStringValue(tag);
            writer.WriteEndArray();
        }
        else if (property == DescriptorProperties.MaxLockDuration
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            writer.WriteNumberValue(seconds);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
