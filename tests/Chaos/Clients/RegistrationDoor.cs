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
        var answer = await gateway.SendAsync(method, path, body, ask.Key);
        if (!answer.Succeeded) return new Heard(Outcome.Refused) { Status = (int)answer.Status, Code = answer.Code };
        var resource = answer.As<ResourceView>();
        ids[resource.Name] = resource.Id;
        return new Heard(Outcome.Done) { Status = (int)answer.Status, Replayed = answer.Replayed };
    }
}
