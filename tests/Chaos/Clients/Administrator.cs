using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>Registers the lab, and changes it while it is in use.</summary>
internal sealed class Administrator(Caller caller, IReadOnlyDictionary<string, long> resources)
{
    public string Name => caller.Name;

    /// <summary>Returns the ids by name.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> RegisterAsync(RestClient gateway, HistoryRecorder history)
    {
        var ids = new Dictionary<string, long>();
        var caller = new Caller("setup", new RegistrationDoor(gateway, ids), history, withKeys: true);
        foreach (var resource in Lab.Resources)
        {
            var ask = caller.New(Operation.Register) with { Descriptor = new Dictionary<string, LabResource> { [resource.Name] = resource } };
            Assert.True((await caller.AskAsync(ask)).Done, $"{resource.Name} could not be registered.");
        }

        return ids;
    }

    /// <summary>Describes some resources anew. What they are asked for by stays, so that no wish becomes impossible.</summary>
    public Task ImportAsync(IEnumerable<LabResource> which, string description) => DoneAsync(caller.New(Operation.Import) with
    {
        Descriptor = which.ToDictionary(resource => resource.Name, resource => resource with { Tags = [.. resource.Tags, "imported"] }),
        Reason = description,
    });

    /// <summary>Takes a resource out of service, from now or later, until it comes back by itself.</summary>
    public async Task MaintainAsync(string name, TimeSpan? after, TimeSpan duration)
    {
        var begin = caller.Clock.Now + (after ?? TimeSpan.Zero);
        await DoneAsync(caller.New(Operation.MarkUnavailable) with
        {
            ResourceId = resources[name],
            Reason = "maintenance",
            From = after is null ? null : begin,
            Until = begin + duration,
        });
        await Task.Delay((after ?? TimeSpan.Zero) + duration, TimeProvider.System);
    }

    private Task<Heard> DoneAsync(Ask ask) => caller.AskAsync(ask, repeatable: true);
}
