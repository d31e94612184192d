using System.Text.Json;

namespace RentABot.Load.Pairs;

/// <summary>A resource in an answer, as far as a client looks at it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Locked">Whether it is locked.</param>
/// <param name="Status">Its status, where it is one of those that are expected.</param>
internal readonly record struct ResourceAnswer(long Id, bool Locked, string? Status)
{
    /// <summary>Of <c>{"resource": {…}}</c>.</summary>
    public static ResourceAnswer InAnswer(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResource = reader.ValueTextEquals("resource"u8);
            reader.Read();
            if (isResource) return Read(ref reader);
            reader.Skip();
        }

        return default;
    }

    /// <summary>From the beginning of the object to its end.</summary>
    public static ResourceAnswer Read(ref Utf8JsonReader reader)
    {
        var answer = default(ResourceAnswer);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                answer = answer with { Id = reader.GetInt64() };
            }
            else if (reader.ValueTextEquals("locked"u8))
            {
                reader.Read();
                answer = answer with { Locked = reader.GetBoolean() };
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                answer = answer with { Status = StatusOf(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return answer;
    }

    private static string? StatusOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("locked"u8) ? "locked" : reader.ValueTextEquals("available"u8) ? "available" : null;
}
