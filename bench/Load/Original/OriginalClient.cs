using System.Diagnostics;
using System.Text;
using RentABot.Load.Http;
using RentABot.Load.Loops;

namespace RentABot.Load.Original;

/// <summary>Locks a resource that nobody else wants, and unlocks it. The latency is that of the lock.</summary>
internal sealed class OriginalClient : IClient
{
    private const int TokenLength = 36;

    /// <summary>Its server closes a connection that nothing came over for five seconds.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(2);

    private readonly Uri _server;
    private readonly long _resourceId;
    private readonly byte[] _lock;
    private readonly byte[] _unlock;
    private readonly int _tokenOffset;
    private HttpConnection? _connection;
    private long _used;

    public OriginalClient(Uri server, long resourceId)
    {
        (_server, _resourceId) = (server, resourceId);
        _lock = HttpRequest.Post($"/api/v1/resources/{resourceId}/lock", """{"ttl":600}""");
        var placeholder = new string('#', TokenLength);
        _unlock = HttpRequest.Post($"/api/v1/resources/{resourceId}/unlock?lock-token={placeholder}");
        _tokenOffset = _unlock.AsSpan().IndexOf(Encoding.ASCII.GetBytes(placeholder));
    }

    public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(_used) > LongestIdle)
        {
            _connection?.Dispose();
            _connection = await HttpConnection.OpenAsync(_server);
        }

        var locked = await _connection!.SendAsync(_lock, cancellationToken);
        var answered = Stopwatch.GetTimestamp();
        Take(OriginalAnswer.Read(locked.Expect(200, "lock")));

        // Its answer tells no more than its status: that the token was that of the lock.
        var unlocked = await _connection.SendAsync(_unlock, cancellationToken);
        unlocked.Expect(200, "unlock");
        _used = Stopwatch.GetTimestamp();
        return answered;
    }

    public void Dispose() => _connection?.Dispose();

    private void Take(OriginalAnswer answer)
    {
        if (answer.ResourceId != _resourceId) throw new WrongAnswerException($"Resource {answer.ResourceId} was locked in place of {_resourceId}.");
        if (answer.Token.Length != TokenLength) throw new WrongAnswerException($"A token has {answer.Token.Length} characters.");
        var token = _unlock.AsSpan(_tokenOffset, TokenLength);
        if (answer.Token.SequenceEqual(token)) throw new WrongAnswerException("A token came twice.");
        answer.Token.CopyTo(token);
    }
}
