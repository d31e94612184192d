using System.Text;
using System.Text.Json;
using RentABot.Fuzz.Api;

namespace RentABot.Fuzz.Requests;

/// <summary>Makes requests of an operation: right ones, ones with something wrong, and such as nobody sends.</summary>
internal sealed class RequestMaker(Findings findings, Values values)
{
    /// <summary>Of each of these an operation takes one at a time.</summary>
    private static readonly string[][] Alternatives = [["id", "name", "tags", "expression"], ["ttl", "additional_ttl"], ["delivery_ids", "status", "since"]];

    /// <summary>Without these an operation is never right, though the document lets them be absent.</summary>
    private static readonly HashSet<string> Needed = ["lock_token", "lock_tokens", "reason", "url"];

    private static readonly string[] Nonsense = ["", "{", "[]", "null", "\"text\"", "{\"a\":", "{\"ttl\":1}{}", "{\"ttl\":1,\"ttl\":2}", "\u0000", "{}x", "<xml/>", "- a\n- b", $"{{\"details\":\"{new string('x', 1_100_000)}\"}}"];

    private static readonly string[] OddTypes = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "nonsense", ""];

    private static readonly string[] OddIds =
        ["0", "-1", "1.5", "9223372036854775807", "9223372036854775808", "abc", "%20", "..%2f1", "00000000-0000-0000-0000-000000000000", "%F0%9F%90%9D", "1;2"];

    private static readonly string[] Keys = ["admin-key-0123456789", "user-key-0123456789", "few-key-0123456789", "keeper-key-0123456789", "looker-key-0123456789"];

    /// <summary>The beginning of a WebSocket.</summary>
    private static readonly (string, string)[] Upgrade =
        [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")];

    /// <summary>Wrong values have the most kinds.</summary>
    private static readonly Fault[] Faults = [Fault.Value, Fault.Value, Fault.Value, Fault.Unknown, Fault.Nonsense, Fault.Type, Fault.Id, Fault.Caller];

    public Attempt Make(Operation operation, Choices choices)
    {
        // Who has a token mostly uses it where it belongs.
        var held = findings.Locks is { Count: > 0 } locks ? choices.Of(locks) : default;
        var fault = choices.Percent(60) ? Fault.None : choices.Of(Faults);
        var address = Path(operation, held, fault, choices) + Query(operation, held, fault, choices);
        var (type, content) = Body(operation, held, fault, choices);
        return new Attempt
        {
            Operation = operation,
            Address = address,
            Headers = [.. Headers(operation, fault, choices)],
            ContentType = type,
            Content = content,
            Patience = choices.Percent(2) ? TimeSpan.FromMilliseconds(choices.Below(20)) : null,
        };
    }

    private string Path(Operation operation, (long Resource, string Token) held, Fault fault, Choices choices)
    {
        var id = fault == Fault.Id ? choices.Of(OddIds)
            : operation.Path.Contains("/reservations/", StringComparison.Ordinal)
                ? findings.Reservations is { Count: > 0 } known ? choices.Of(known) : Guid.Empty.ToString()
            : operation.Path.StartsWith("/api/v1/webhooks", StringComparison.Ordinal)
                ? findings.Webhooks is { Count: > 0 } webhooks ? choices.Of(webhooks) : Guid.Empty.ToString()
            : held.Token is not null && choices.Percent(70) ? $"{held.Resource}"
            : findings.Resources is { Count: > 0 } resources ? $"{choices.Of(resources)}" : "1";
        return operation.Path.Replace("{id}", id, StringComparison.Ordinal);
    }

    private string Query(Operation operation, (long Resource, string Token) held, Fault fault, Choices choices)
    {
        var fields = operation.Parameters.Where(parameter => parameter.Place == "query").ToList();
        var inBody = operation.Body.Count > 0;
        var chosen = inBody && choices.Percent(85) ? [] : Choose(fields, inBody ? 40 : 20, choices);
        var parts = chosen.Select(field => $"{field.Name}={Uri.EscapeDataString(ValueIn(field, held, fault == Fault.Value && choices.Percent(50), choices))}").ToList();
        if (fault == Fault.Unknown && choices.Percent(30)) parts.Add("extra=1");
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private string ValueIn(Field field, (long Resource, string Token) held, bool odd, Choices choices) =>
        odd ? Values.Odd(choices)
        : field.Name == "lock_token" && held.Token is not null ? held.Token
        : values.Text(field, choices);

    private IEnumerable<(string Name, string Value)> Headers(Operation operation, Fault fault, Choices choices)
    {
        if (fault == Fault.Caller)
        {
            if (choices.Percent(70)) yield return ("X-API-Key", choices.Of(["wrong", "", "admin-key-0123456789x"]));
        }
        else
        {
            yield return ("X-API-Key", choices.Percent(70) ? Keys[0] : choices.Of(Keys));
        }

        if (operation.Statuses.Contains(101) && choices.Percent(80))
        {
            foreach (var header in Upgrade) yield return header;
        }

        foreach (var header in operation.Parameters.Where(parameter => parameter.Place == "header" && choices.Percent(25)))
        {
            yield return (header.Name, fault == Fault.Value ? new string('k', choices.Below(250)) : values.Text(header, choices));
        }
    }

    private (string? Type, byte[]? Content) Body(Operation operation, (long Resource, string Token) held, Fault fault, Choices choices)
    {
        if (operation.ContentTypes.Count == 0) return choices.Percent(5) ? ("application/json", "{}"u8.ToArray()) : (null, null);
        var type = fault == Fault.Type ? choices.Of(OddTypes) : choices.Of(operation.ContentTypes);
        if (fault == Fault.Nonsense) return (type, Encoding.UTF8.GetBytes(choices.Of(Nonsense)));
        if (operation.Body.Count == 0) return (type, Encoding.UTF8.GetBytes(Descriptor(fault, type.EndsWith("json", StringComparison.Ordinal), choices)));
        var fields = Choose(operation.Body, 40, choices);
        var properties = fields.Select(field => $"{JsonSerializer.Serialize(field.Name)}:{Json(field, held, choices)}").ToList();
        if (fault == Fault.Unknown) properties.Add("\"extra\":1");
        if (fault == Fault.Value)
        {
            var odd = choices.Of(operation.Body);
            properties.RemoveAll(property => property.StartsWith($"\"{odd.Name}\":", StringComparison.Ordinal));
            properties.Add($"\"{odd.Name}\":{Values.Wrong(choices)}");
        }

        return (type, Encoding.UTF8.GetBytes($"{{{string.Join(',', properties)}}}"));
    }

    private string Json(Field field, (long Resource, string Token) held, Choices choices) =>
        field.Name == "lock_token" && held.Token is not null ? JsonSerializer.Serialize(held.Token) : values.Right(field, choices).ToJsonString();

    /// <summary>Some fields, of alternatives mostly one.</summary>
    private static List<Field> Choose(IReadOnlyList<Field> fields, int percent, Choices choices)
    {
        var chosen = fields.Where(field => Needed.Contains(field.Name) ? choices.Percent(95) : choices.Percent(percent)).ToList();
        foreach (var alternatives in Alternatives.Where(_ => choices.Percent(90)))
        {
            var present = fields.Where(field => field.Place == "body" && alternatives.Contains(field.Name)).ToList();
            if (present.Count < 2) continue;
            chosen.RemoveAll(present.Contains);
            chosen.Add(choices.Of(present));
        }

        return chosen;
    }

    private static string Descriptor(Fault fault, bool json, Choices choices)
    {
        var entries = Enumerable.Range(0, 1 + choices.Below(6)).Select(_ => (Name: Values.Name(choices), Tags: Values.TagList(choices))).DistinctBy(entry => entry.Name);
        var wrong = fault == Fault.Value ? Values.Wrong(choices) : null;
        return json
            ? $"{{{string.Join(',', entries.Select(entry => $"\"{entry.Name}\":{{\"tags\":{wrong ?? $"\"{entry.Tags}\""}}}"))}}}"
            : string.Concat(entries.Select(entry => $"{entry.Name}:\n  tags: {wrong ?? entry.Tags}\n"));
    }

    private enum Fault
    {
        None,
        Value,
        Unknown,
        Nonsense,
        Type,
        Id,
        Caller,
    }
}
