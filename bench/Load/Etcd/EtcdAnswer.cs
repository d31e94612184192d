using System.Buffers.Text;
using System.Text.Json;

namespace RentABot.Load.Etcd;

/// <summary>What the JSON gateway answers, as far as a client looks at it: numbers come as strings.</summary>
internal ref struct EtcdAnswer
{
    public long Revision { get; private set; }

    /// <summary>Of a lease.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>Of a lock, in base 64.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    public static EtcdAnswer Read(ReadOnlySpan<byte> json)
    {
        var answer = new EtcdAnswer();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("revision"u8))
            {
                reader.Read();
                answer.Revision = Utf8Parser.TryParse(reader.ValueSpan, out long revision, out _) ? revision : 0;
            }
            else if (reader.ValueTextEquals("ID"u8))
            {
                reader.Read();
                answer.Id = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                answer.Key = reader.ValueSpan;
            }
        }

        return answer;
    }
}
