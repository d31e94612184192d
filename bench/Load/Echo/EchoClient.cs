using System.Diagnostics;
using MassTransit;
using RentABot.Contracts;
using RentABot.Load.Http;
using RentABot.Load.Loops;

namespace RentABot.Load.Echo;

/// <summary>One request at a time.</summary>
internal sealed class EchoClient(IClientFactory requests, long id) : IClient
{
    private static readonly RequestTimeout Patience = RequestTimeout.After(s: 30);

    private readonly EchoRequest _request = new() { Command = new LockResources { ResourceId = id, Ttl = 600, ClientId = $"load-{id}" } };

    public async ValueTask<long> DoAsync(CancellationToken cancellationToken)
    {
        var answer = await requests.CreateRequestClient<EchoRequest>(Patience).GetResponse<EchoReply>(_request, cancellationToken);
        var answered = Stopwatch.GetTimestamp();
        var granted = answer.Message.Result.Locks.Single();
        if (granted.ResourceId != id || granted.Resource.LockClientId != _request.Command.ClientId)
        {
            throw new WrongAnswerException($"The echo of {id} is that of {granted.ResourceId}.");
        }

        return answered;
    }

    public void Dispose()
    {
    }
}
