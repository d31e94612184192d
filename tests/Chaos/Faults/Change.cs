using RentABot.Chaos.Clients;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>What an administrator does in mid-flight: no fault, but it comes as one to who waits or holds.</summary>
internal sealed class Change(Administrator administrator, string what, Func<Administrator, Task> make) : Injection
{
    public override FaultKind? Kind => null;

    public override IReadOnlyList<string> Targets => [administrator.Name];

    public override string Details => what;

    public override Task HappenAsync() => make(administrator);
}
