using System.Text.Json;

namespace RentABot.Load.Original;

/// <summary>A granted lock in an answer of Rent-A-Bot 1.0, as far as a client looks at it.</summary>
internal ref struct OriginalAnswer
{
    public ReadOnlySpan<byte> Token { get; private set; }

    public long ResourceId { get; private set; }

    public static OriginalAnswer Read(ReadOnlySpan<byte> json)
    {
        var answer = new OriginalAnswer();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("lock-token"u8))
            {
                // Its own, and the same one in its resource.
                reader.Read();
                answer.Token = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                answer.ResourceId = reader.GetInt64();
            }
        }

        return answer;
    }
}
