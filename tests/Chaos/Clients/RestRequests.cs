using System.Globalization;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>What is asked, as REST says it.</summary>
internal static class RestRequests
{
    public static (HttpMethod Method, string Path, object? Body) Of(Ask ask) => ask.Operation switch
    {
        Operation.Lock when ask is { Selection.ResourceId: { } id, Wait: null } => Post($"resources/{id}/lock", new { client_id = ask.Request, ttl = ask.Ttl }),
        Operation.Lock => Post("resources/lock", LockOf(ask)),
        Operation.Unlock => Post($"resources/{ask.Locks[0].Grant.ResourceId}/unlock", new { lock_token = ask.Locks[0].Token }),
        Operation.UnlockBatch => Post("resources/unlock-batch", new { lock_tokens = ask.Locks.Select(held => held.Token) }),
        Operation.Extend => Post($"resources/{ask.Locks[0].Grant.ResourceId}/extend", ExtensionOf(ask)),
        Operation.Reserve => Post("reservations", ReservationOf(ask)),
        Operation.ReadReservation => (HttpMethod.Get, $"reservations/{ask.ReservationId}", null),
        Operation.Claim => Post($"reservations/{ask.ReservationId}/claim{(ask.Wait is { } wait ? $"?wait={wait}" : "")}"),
        Operation.Cancel => (HttpMethod.Delete, $"reservations/{ask.ReservationId}", null),
        Operation.MarkUnavailable => Post($"resources/{ask.ResourceId}/unavailable", MaintenanceOf(ask)),
        Operation.MarkAvailable => Post($"resources/{ask.ResourceId}/available"),
        Operation.Register => Post("resources", RegistrationOf(ask)),
        Operation.Import => (HttpMethod.Put, "resources", DescriptorOf(ask)),
        _ => throw new NotSupportedException($"{ask.Operation}"),
    };

    private static (HttpMethod Method, string Path, object? Body) Post(string path, object? body = null) => (HttpMethod.Post, path, body);

    private static Dictionary<string, object?> LockOf(Ask ask) => new(SelectionOf(ask.Selection!))
    {
        ["client_id"] = ask.Request,
        ["ttl"] = ask.Ttl,
        ["wait"] = ask.Wait,
    };

    private static Dictionary<string, object?> ReservationOf(Ask ask) => new(SelectionOf(ask.Selection!))
    {
        ["client_id"] = ask.Request,
        ["ttl"] = ask.Ttl,
        ["priority"] = ask.Priority,
        ["max_wait_time"] = ask.MaxWaitTime,
        ["claim_window"] = ask.ClaimWindow,
    };

    private static Dictionary<string, object?> SelectionOf(Selection selection)
    {
        var body = new Dictionary<string, object?> { ["quantity"] = selection.Quantity };
        if (selection.ResourceId is { } id) body["id"] = id;
        if (selection.Name is { } name) body["name"] = name;
        if (selection.Tags.Count > 0) body["tags"] = selection.Tags;
        if (selection.Expression is { } expression) body["expression"] = expression;
        return body;
    }

    private static object ExtensionOf(Ask ask) => ask.AdditionalTtl is { } more
        ? new { lock_token = ask.Locks[0].Token, additional_ttl = more }
        : new { lock_token = ask.Locks[0].Token, ttl = ask.Ttl };

    private static Dictionary<string, string> MaintenanceOf(Ask ask)
    {
        var body = new Dictionary<string, string> { ["reason"] = ask.Reason! };
        if (ask.From is { } from) body["from"] = Instant(from);
        if (ask.Until is { } until) body["until"] = Instant(until);
        return body;
    }

    private static string Instant(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static object RegistrationOf(Ask ask)
    {
        var resource = ask.Descriptor!.Values.Single();
        return new { name = resource.Name, tags = resource.Tags, max_lock_duration = resource.MaxLockDuration };
    }

    private static Dictionary<string, object> DescriptorOf(Ask ask) => ask.Descriptor!.ToDictionary(
        entry => entry.Key,
        object (entry) => new { description = ask.Reason, tags = entry.Value.Tags, max_lock_duration = entry.Value.MaxLockDuration });
}
