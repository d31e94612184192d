using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>What is asked, as the bus says it: the command and its body.</summary>
internal static class BusRequests
{
    public static (string Command, object Body) Of(Ask ask) => ask.Operation switch
    {
        Operation.Lock => ("LockResources", LockOf(ask)),
        Operation.Unlock => ("UnlockResource", new { resourceId = ask.Locks[0].Grant.ResourceId, lockToken = ask.Locks[0].Token }),
        Operation.UnlockBatch => ("UnlockBatch", new { lockTokens = ask.Locks.Select(held => held.Token) }),
        Operation.Extend => ("ExtendLock", ExtensionOf(ask)),
        Operation.Reserve => ("CreateReservation", ReservationOf(ask)),
        Operation.Claim => ("ClaimReservation", new { reservationId = ask.ReservationId }),
        Operation.Cancel => ("CancelReservation", new { reservationId = ask.ReservationId }),
        _ => throw new NotSupportedException($"{ask.Operation}"),
    };

    private static Dictionary<string, object?> LockOf(Ask ask) => new(SelectionOf(ask.Selection!))
    {
        ["clientId"] = ask.Request,
        ["ttl"] = ask.Ttl,
    };

    private static Dictionary<string, object?> ReservationOf(Ask ask) => new(SelectionOf(ask.Selection!))
    {
        ["clientId"] = ask.Request,
        ["ttl"] = ask.Ttl,
        ["priority"] = ask.Priority,
        ["maxWaitTime"] = ask.MaxWaitTime,
        ["claimWindow"] = ask.ClaimWindow,
    };

    private static Dictionary<string, object?> SelectionOf(Selection selection)
    {
        var body = new Dictionary<string, object?> { ["quantity"] = selection.Quantity };
        if (selection.ResourceId is { } id) body["resourceId"] = id;
        if (selection.Name is { } name) body["name"] = name;
        if (selection.Tags.Count > 0) body["tags"] = selection.Tags;
        if (selection.Expression is { } expression) body["expression"] = expression;
        return body;
    }

    private static object ExtensionOf(Ask ask) => ask.AdditionalTtl is { } more
        ? new { resourceId = ask.Locks[0].Grant.ResourceId, lockToken = ask.Locks[0].Token, additionalTtl = more }
        : new { resourceId = ask.Locks[0].Grant.ResourceId, lockToken = ask.Locks[0].Token, ttl = ask.Ttl };
}
