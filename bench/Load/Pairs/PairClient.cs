using System.Diagnostics;
using System.Text;
using RentABot.Load.Http;
using RentABot.Load.Loops;

namespace RentABot.Load.Pairs;

/// <summary>Locks a resource that nobody else wants, and unlocks it. The latency is that of the lock.</summary>
internal sealed class PairClient : IClient
{
    private const int TokenLength = 64;

    private readonly HttpConnection _connection;
    private readonly long _resourceId;
    private readonly byte[] _lock;
    private readonly byte[] _unlock;
    private readonly int _tokenOffset;
    private long _lastFencingToken;

    private PairClient(HttpConnection connection, long resourceId)
    {
        (_connection, _resourceId) = (connection, resourceId);
        _lock = HttpRequest.Post($"/api/v1/resources/{resourceId}/lock", $$"""{"ttl":600,"client_id":"load-{{resourceId}}"}""");
        var placeholder = new string('#', TokenLength);
        _unlock = HttpRequest.Post($"/api/v1/resources/{resourceId}/unlock", $$"""{"lock_token":"{{placeholder}}"}""");
        _tokenOffset = _unlock.AsSpan().IndexOf(Encoding.ASCII.GetBytes(placeholder));
    }

    /// <summary>Their resources lie equally far apart.</summary>
    public static async Task<IReadOnlyList<IClient>> ConnectAsync(Uri server, IReadOnlyList<long> resources, int count)
    {
        var clients = new List<IClient>();
        for (var i = 0; i < count; i++)
        {
            clients.Add(new PairClient(await HttpConnection.OpenAsync(server), resources[i * (resources.Count / count)]));
        }

        return clients;
    }

    public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
    {
        var locked = await _connection.SendAsync(_lock, cancellationToken);
        var answered = Stopwatch.GetTimestamp();
        Take(LockAnswer.Read(locked.Expect(200, "lock")));

        var unlocked = await _connection.SendAsync(_unlock, cancellationToken);
        Check(ResourceAnswer.InAnswer(unlocked.Expect(200, "unlock")), locked: false, "available");
        return answered;
    }

    public void Dispose() => _connection.Dispose();

    private void Take(LockAnswer answer)
    {
        if (answer.ResourceId != _resourceId) throw new WrongAnswerException($"Resource {answer.ResourceId} was locked in place of {_resourceId}.");
        if (answer.FencingToken <= _lastFencingToken)
        {
            throw new WrongAnswerException($"Fencing token {answer.FencingToken} came after {_lastFencingToken}.");
        }

        if (answer.Token.Length != TokenLength) throw new WrongAnswerException($"A token has {answer.Token.Length} characters.");
        Check(answer.Resource, locked: true, "locked");
        _lastFencingToken = answer.FencingToken;
        answer.Token.CopyTo(_unlock.AsSpan(_tokenOffset));
    }

    private void Check(ResourceAnswer resource, bool locked, string status)
    {
        if (resource != new ResourceAnswer(_resourceId, locked, status))
        {
            throw new WrongAnswerException($"In place of resource {_resourceId}, {status}, the answer has {resource}.");
        }
    }
}
