using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>Asks a gateway before anything breaks, and keeps the ids that the resources get.</summary>
internal sealed class RegistrationDoor(RestClient gateway, Dictionary<string, long> ids) : IDoor
{
    public Transport Transport => Transport.Rest;

    public string? Through => null;

    public async Task<Heard> AskAsync(Ask ask)
    {
        var (method, path, body) = RestRequests.Of(ask);
        var resource = (await gateway.SendAsync(method, path, body)).As<ResourceView>();
        ids[resource.Name] = resource.Id;
        return new Heard(Outcome.Done) { Status = 201 };
    }
}
