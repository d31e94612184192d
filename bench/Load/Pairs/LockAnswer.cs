using System.Text.Json;

namespace RentABot.Load.Pairs;

/// <summary>A granted lock in an answer, as far as a client looks at it.</summary>
internal ref struct LockAnswer
{
    public ReadOnlySpan<byte> Token { get; private set; }

    public long FencingToken { get; private set; }

    public long ResourceId { get; private set; }

    public ResourceAnswer Resource { get; private set; }

    public static LockAnswer Read(ReadOnlySpan<byte> json)
    {
        var answer = new LockAnswer();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("lock_token"u8))
            {
                reader.Read();
                answer.Token = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("fencing_token"u8))
            {
                reader.Read();
                answer.FencingToken = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("resource_id"u8))
            {
                reader.Read();
                answer.ResourceId = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("resource"u8))
            {
                reader.Read();
                answer.Resource = ResourceAnswer.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return answer;
    }
}
