using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using RentABot.Load.Http;
using RentABot.Load.Loops;

namespace RentABot.Load.Etcd;

/// <summary>
/// What a client does for a lock that ends by itself: takes a lease, locks a name that nobody else wants, unlocks it and
/// gives the lease back. The latency is that of lease and lock together.
/// </summary>
internal sealed class EtcdClient(HttpConnection connection, string name) : IClient
{
    private readonly byte[] _grant = HttpRequest.Post("/v3/lease/grant", """{"TTL":600}""");
    private readonly PostRequest _lock = new("/v3/lock/lock");
    private readonly byte[] _lockStart = Encoding.ASCII.GetBytes($$"""{"name":"{{Convert.ToBase64String(Encoding.ASCII.GetBytes(name))}}","lease":""");
    private readonly PostRequest _unlock = new("/v3/lock/unlock");
    private readonly PostRequest _revoke = new("/v3/lease/revoke");
    private readonly byte[] _lease = new byte[20];
    private readonly byte[] _key = new byte[200];
    private long _lastRevision;

    public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
    {
        var granted = await connection.SendAsync(_grant, cancellationToken);
        var lease = _lease.AsMemory(0, TakeLease(EtcdAnswer.Read(granted.Expect(200, "grant"))));
        var locked = await connection.SendAsync(_lock.With(_lockStart, lease.Span, "}"u8), cancellationToken);
        var answered = Stopwatch.GetTimestamp();
        var key = _key.AsMemory(0, TakeKey(EtcdAnswer.Read(locked.Expect(200, "lock")), lease.Span));

        var unlocked = await connection.SendAsync(_unlock.With("{\"key\":\""u8, key.Span, "\"}"u8), cancellationToken);
        Check(EtcdAnswer.Read(unlocked.Expect(200, "unlock")));
        var revoked = await connection.SendAsync(_revoke.With("{\"ID\":"u8, lease.Span, "}"u8), cancellationToken);
        revoked.Expect(200, "revoke");
        return answered;
    }

    public void Dispose() => connection.Dispose();

    private int TakeLease(EtcdAnswer answer)
    {
        if (answer.Id.Length is 0 or > 20) throw new WrongAnswerException("A lease has no id.");
        answer.Id.CopyTo(_lease);
        return answer.Id.Length;
    }

    /// <summary>The key of a lock is its name, a slash, and its lease in hexadecimal digits.</summary>
    private int TakeKey(EtcdAnswer answer, ReadOnlySpan<byte> lease)
    {
        Check(answer);
        Span<byte> decoded = stackalloc byte[200];
        Base64.DecodeFromUtf8(answer.Key, decoded, out _, out var length);
        var expected = $"{name}/{long.Parse(lease, CultureInfo.InvariantCulture):x}";
        if (!decoded[..length].SequenceEqual(Encoding.ASCII.GetBytes(expected)))
        {
            throw new WrongAnswerException($"The key of {expected} is {Encoding.ASCII.GetString(decoded[..length])}.");
        }

        answer.Key.CopyTo(_key);
        return answer.Key.Length;
    }

    private void Check(EtcdAnswer answer)
    {
        if (answer.Revision <= _lastRevision) throw new WrongAnswerException($"Revision {answer.Revision} came after {_lastRevision}.");
        _lastRevision = answer.Revision;
    }
}
