using System.CommandLine;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using RentABot.Cli.Api;
using RentABot.Cli.Completion;
using RentABot.Cli.Events;

namespace RentABot.Cli.Commands;

internal static class EventsCommand
{
    private const long DefaultLast = 100;

    public static Command Create(Globals globals)
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what happens from now on, until it is interrupted" };
        var after = NumberOption.Create("--after", "Begin behind the event of this number; 0: with the oldest that is kept", 0L);
        var last = NumberOption.Create("--last", $"Begin this many events ago (default {DefaultLast}; with --follow 0)", 0L);
        var types = new Option<string?>("--types") { Description = "These alone, such as LockAcquired,LockReleased", HelpName = "types" };
        var tags = new Option<string?>("--tags", "-t")
        {
            Description = "Of resources with all of these tags, or reservations that ask for them",
            HelpName = "tags",
            CompletionSources = { new ServerWords(globals).Tags },
        };
        var resource = ResourceArgument.CreateOption(globals);
        var reservation = new Option<string?>("--reservation") { Description = "Of this reservation and its locks", HelpName = "id" };
        var command = new Command("events", "Show what happened, or with --follow what happens")
        {
            follow, after, last, types, tags, resource, reservation,
        };
        command.SetAction(globals.Do(async (line, session) =>
        {
            var found = line.GetValue(resource) is { } name ? await ResourceArgument.FindAsync(session, name) : null;
            var query = Query.Of(
                ("types", line.GetValue(types)), ("tags", line.GetValue(tags)), ("reservation_id", line.GetValue(reservation)),
                ("resource_id", found?.Id.ToString(CultureInfo.InvariantCulture)));
            var following = line.GetValue(follow);
            var begin = line.GetValue(after);
            long? end = following && begin is null && line.GetValue(last) is null ? null : await EndAsync(session);
            if (begin > end) SayBeyondTheEnd(session, begin.Value, end.Value);
            begin ??= end is { } newest ? Math.Max(0, newest - (line.GetValue(last) ?? DefaultLast)) : null;
            if (!following && begin >= end) return ExitCodes.Done;
            try
            {
                await PrintAsync(session, new EventReader(session.Api, query, begin), following ? null : end);
            }
            catch (ProblemException refusal) when (NearTypes.Of(refusal, "types", line.GetValue(types)) is { } nearer)
            {
                throw nearer;
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>How far the log goes: the first thing that a stream says.</summary>
    private static async Task<long> EndAsync(Session session)
    {
        await foreach (var item in new EventReader(session.Api, "", after: null).ReadAsync(session.Patience, session.Token))
        {
            if (SequenceOf(item) is { } sequence) return sequence;
        }

        return 0;
    }

    private static void SayBeyondTheEnd(Session session, long after, long end) => session.Screen.Warn(
        "beyond_end", string.Create(CultureInfo.InvariantCulture, $"there is no event {after}: the newest is {end}"));

    private static async Task PrintAsync(Session session, EventReader reader, long? end)
    {
        await foreach (var item in reader.ReadAsync(session.Patience, session.Token))
        {
            if (item.EventType != EventReader.Heartbeat) Print(session, item);
            if (end is not null && SequenceOf(item) >= end) return;
        }
    }

    private static void Print(Session session, SseItem<string> item)
    {
        if (session.Screen.IsJson)
        {
            session.Screen.Json(writer =>
            {
                writer.WriteNumber("id", SequenceOf(item) ?? 0);
                writer.WriteString("event", item.EventType);
                writer.WritePropertyName("data");
                writer.WriteRawValue(item.Data);
            });
            return;
        }

        using var document = JsonDocument.Parse(item.Data);
        session.Screen.Line(EventWords.Of(item.EventType, document.RootElement));
    }

    private static long? SequenceOf(SseItem<string> item) =>
        long.TryParse(item.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;
}
