using MassTransit;
using RentABot.Contracts;

namespace RentABot.Load.Echo;

/// <summary>Answers with a lock that nobody was granted, as long as a real one.</summary>
internal sealed class EchoConsumer : IConsumer<EchoRequest>
{
    private static readonly string Token = new('#', 64);

    public Task Consume(ConsumeContext<EchoRequest> context)
    {
        var id = context.Message.Command.ResourceId!.Value;
        var sent = context.SentTime ?? default;
        return context.RespondAsync(new EchoReply
        {
            Result = new LockResourcesResult
            {
                Locks =
                [
                    new LockGranted
                    {
                        LockId = context.MessageId ?? default,
                        LockToken = Token,
                        FencingToken = id,
                        ResourceId = id,
                        AcquiredAt = sent,
                        ExpiresAt = sent,
                        Resource = new ResourceState
                        {
                            Id = id,
                            Name = $"device{id}",
                            Description = "board12 in rack 7",
                            Endpoint = "tcp://192.0.2.1:10000",
                            Tags = ["device", "rack7", "board12"],
                            MaxLockDuration = 86_400,
                            Status = ResourceStatus.Locked,
                            Locked = true,
                            LockClientId = context.Message.Command.ClientId,
                            LockAcquiredAt = sent,
                            LockExpiresAt = sent,
                            LockExpiringAt = sent,
                            FencingToken = id,
                            Unavailable = false,
                            CreatedAt = sent,
                            UpdatedAt = sent,
                            Revision = 1,
                        },
                    },
                ],
            },
        });
    }
}
