using System.CommandLine;
using RentABot.Cli.Api;
using RentABot.Cli.Output;

namespace RentABot.Cli.Commands;

internal static class MaintenanceCommand
{
    /// <summary>The server tells its time in whole seconds; rather longer than asked for than over before it began.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    public static Command Create(Globals globals) =>
        new("maintenance", "Put a resource into maintenance, or bring it back") { On(globals), Off(globals) };

    private static Command On(Globals globals)
    {
        var resource = ResourceArgument.Create(globals);
        var reason = new Option<string>("--reason") { Description = "Why, for others to see, such as 'new kernel'", HelpName = "text", Required = true };
        var from = InstantOption.Create("--from", "When the maintenance begins; until then only what ends before is granted");
        var until = InstantOption.Create("--until", "When it ends by itself");
        var duration = DurationOption.Create("--for", "How long it lasts by the server's clock, instead of --until", TimeSpan.FromSeconds(1));
        var command = new Command("on", "Put a resource into maintenance: nobody gets it; a running lock goes on and ends as usual") { resource, reason, from, until, duration };
        command.Validators.Add(result =>
        {
            if (result.GetResult(until) is not null && result.GetResult(duration) is not null) result.AddError("give only one of --until and --for");
        });
        command.SetAction(globals.Show(
            async (line, session) =>
            {
                var begin = line.GetValue(from);
                var (found, now) = await ResourceArgument.FindAtAsync(session, line.GetValue(resource)!);
                var end = line.GetValue(duration) is { } length ? (begin ?? now + Rounding) + length : line.GetValue(until);
                var answer = await session.SendAsync(ApiCall.Post(
                    ResourceArgument.PathOf(found.Id, "/unavailable"),
                    new UnavailableRequest(line.GetValue(reason)!, begin?.ToUniversalTime(), end?.ToUniversalTime()), ApiJson.Default.UnavailableRequest));
                if (end is null && found.UnavailableUntil is { } before) SayEndless(session, found.Name, before);
                return answer;
            },
            Show));
        return command;
    }

    private static Command Off(Globals globals)
    {
        var resource = ResourceArgument.Create(globals);
        var command = new Command("off", "Bring a resource back from maintenance") { resource };
        command.SetAction(globals.Show(
            async (line, session) =>
            {
                var found = await ResourceArgument.FindAsync(session, line.GetValue(resource)!);
                return await session.SendAsync(ApiCall.Post(ResourceArgument.PathOf(found.Id, "/available")));
            },
            Show));
        return command;
    }

    /// <summary>Who says a maintenance again says all of it again, its end as well, which is easily forgotten.</summary>
    private static void SayEndless(Session session, string name, DateTimeOffset before) => session.Screen.Warn(
        "end_dropped",
        $"the maintenance of {name} was to end at {Instants.Write(before)}, and has no end any more: rentabot maintenance off {name} brings it back; "
        + "--until or --for of maintenance on gives it an end again");

    private static void Show(ApiAnswer answer, Session session)
    {
        var resource = answer.Read(ApiJson.Default.Resource);
        var from = resource is { Unavailable: false, UnavailableFrom: { } begin } ? $", in maintenance from {Instants.Write(begin)}" : "";
        var until = resource.UnavailableUntil is { } end ? $" until {Instants.Write(end)}" : "";
        session.Screen.Line($"{resource.Name} is {ResourceOutput.StandingOf(resource)}{from}{until}");
    }
}
