using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;

namespace RentABot.Allocator.Resources;

internal sealed class RegisterResourceHandler(RentABotDbContext db, KnownResources known, ResourceRegistry registry) : ICommandHandler<RegisterResource>
{
    public async Task<Answer> HandleAsync(RegisterResource command, CancellationToken cancellationToken)
    {
        await NameTaken.ThrowIfAsync(db, command.Name, cancellationToken);
        var description = new ResourceDescription
        {
            Name = command.Name,
            Description = command.Description ?? "",
            Endpoint = command.Endpoint ?? "",
            Tags = command.Tags ?? [],
            MaxLockDuration = command.MaxLockDuration,
        };
        var resource = (await registry.AddAsync([description], cancellationToken))[0];
        return async token => new RegisterResourceResult
        {
            Resource = (await known.SnapshotAsync(resource.Id, token)).ToState(),
        };
    }
}
