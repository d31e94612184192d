using System.Globalization;
using System.Text.Json.Nodes;
using RentABot.Fuzz.Api;

namespace RentABot.Fuzz.Requests;

/// <summary>Values for fields: right ones, as far as they can be guessed or were found, and wrong ones.</summary>
internal sealed class Values(Findings findings, TimeProvider time)
{
    private static readonly string[] Tags = ["arm", "x86", "usb", "hdmi", "slow"];
    private static readonly string[] Clients = ["ci-1", "ci-2", "nightly", "Zoë 🐝"];
    private static readonly string[] Expressions = ["arm", "arm && usb", "arm || x86", "!slow", "(arm or x86) and not slow", "\"or\" || usb", "nowhere"];

    /// <summary>Of nobody: nothing is listening there, and addresses of this machine are never called.</summary>
    private static readonly string[] Urls = ["http://webhook.invalid/a", "https://webhook.invalid:8443/b?c=d"];

    private static readonly string[] EventTypes = ["LockAcquired", "LockReleased", "ReservationQueued", "ResourceUpdated"];
    private static readonly string[] DeliveryStatuses = ["pending", "delivered", "parked"];

    /// <summary>Short ones are over while the run still goes.</summary>
    private static readonly int[] Seconds = [1, 1, 2, 5, 60, 3600, 604_800, 31_536_000];

    private static readonly string[] OddTexts =
    [
        "", " ", "a b", "'", "\"", "\\", "%", "_", "%00", "../..", "<script>", "'; DROP TABLE resources; --", "\u0000", "\r\nX: 1", "\u202Eabc", "é", "🐝",
        "null", "NaN", new string('x', 129), new string('x', 201), new string('x', 2001), "-1", "9223372036854775808", "2030-02-30T00:00:00Z",
    ];

    private static readonly string[] OddJson =
    [
        "null", "true", "-1", "0", "1.5", "1e400", "1e3", "-0", "2147483648", "9223372036854775807", "9223372036854775808", "[]", "{}", "[[]]", "[null]",
        "\"9999-12-31T23:59:59.999999Z\"", "\"9999-12-31T23:59:59-23:59\"", "\"0001-01-01T00:00:00Z\"", "\"2030-01-01T00:00:00+14:00\"", "[1]", "\"1\"", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "{\"a\":1}", "[\"a\",\"a\"]", "99999999999999999999999999",
    ];

    private static readonly string[] FarInstants =
        ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T00:00:00+14:00"];

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["status"] = ["available", "locked", "held", "unavailable", "pending", "fulfilled", "claimed", "released", "cancelled", "expired"],
        ["sort"] = ["id", "name", "status", "lock_expires_at"],
        ["order"] = ["asc", "desc"],
        ["event_type"] = ["LockAcquired", "ReservationQueued", "RequestRefused", "CommandRefused"],
        ["types"] = ["LockAcquired", "LockReleased,LockExpired", "ReservationQueued"],
        ["actor"] = ["anonymous", "rentabot"],
    };

    public static string Name(Choices choices) => $"board-{choices.Below(25)}";

    public static string TagList(Choices choices) => string.Join(',', choices.Some(Tags, 35).DefaultIfEmpty("arm"));

    /// <summary>As it stands in a path, a query or a header.</summary>
    public string Text(Field field, Choices choices) => Right(field, choices) is JsonArray array
        ? string.Join(',', array.Select(item => item!.ToString()))
        : Right(field, choices).ToString();

    public JsonNode Right(Field field, Choices choices) => field switch
    {
        { Name: "id", Place: "path" or "body" or "query" } => findings.Resources is { Count: > 0 } known ? choices.Of(known) : 1,
        { Name: "name" } => Name(choices),
        { Name: "tags", Kind: ValueKind.Tags } when choices.Percent(50) => Texts(choices.Some(Tags, 40).DefaultIfEmpty("usb")),
        { Name: "tags" or "tag" } => TagList(choices),
        { Name: "expression" } => choices.Of(Expressions),
        { Name: "client_id" } => choices.Of(Clients),
        { Name: "lock_token" } => findings.Locks is { Count: > 0 } locks ? choices.Of(locks).Token : "none",
        { Name: "lock_tokens" } => Texts(choices.Some(findings.Locks, 10).Select(held => held.Token).DefaultIfEmpty("none")),
        { Name: "If-Match" or "If-None-Match" } => findings.EntityTags is { Count: > 0 } tags ? choices.Of(tags) : "W/\"1\"",
        { Name: "Idempotency-Key" } => $"key-{choices.Below(30)}",
        { Name: "wait" } => choices.Percent(80) ? 0 : 1,
        { Name: "quantity" } => 1 + choices.Below(4),
        { Name: "priority" } => 1 + choices.Below(10),
        { Name: "page" } => 1 + choices.Below(3),
        { Name: "limit" } => 1 + choices.Below(100),
        { Name: "prune" } => choices.Percent(10),
        { Kind: ValueKind.Instant } when choices.Percent(10) => choices.Of(FarInstants),
        { Name: "since" } => Instant(-choices.Below(100)),
        { Name: "from" } => Instant(choices.Below(3)),
        { Name: "to" } => Instant(3 + choices.Below(4)),
        { Name: "resource_id" } => findings.Resources is { Count: > 0 } known ? choices.Of(known) : 1,
        { Name: "reservation_id" } => findings.Reservations is { Count: > 0 } reserved ? choices.Of(reserved) : Guid.Empty.ToString(),
        { Name: "url" } => choices.Of(Urls),
        { Name: "types" } => Texts(choices.Some(EventTypes, 40)),
        { Name: "secret" } => "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        { Name: "delivery_ids" } => Texts([Guid.Empty.ToString()]),
        { Name: "status", Place: "body" } => "parked",
        { Name: "status" } when choices.Percent(20) => choices.Of(DeliveryStatuses),
        { Name: "success" } => choices.Percent(50),
        { Name: "cursor" } => $"{choices.Below(300)}.{choices.Below(300)}",
        { Name: "after" or "Last-Event-ID" } => choices.Below(300),
        { Name: "until" } => Instant(3 + choices.Below(4)),
        { Kind: ValueKind.Number } => choices.Of(Seconds),
        { Kind: ValueKind.Flag } => choices.Percent(50),
        _ => Words.TryGetValue(field.Name, out var words) ? choices.Of(words) : $"some text {choices.Below(10)}",
    };

    /// <summary>As JSON text, which need not be a value of the field's kind, or of any.</summary>
    public static string Wrong(Choices choices) =>
        choices.Percent(60) ? choices.Of(OddJson) : System.Text.Json.JsonSerializer.Serialize(choices.Of(OddTexts));

    public static string Odd(Choices choices) => choices.Of(OddTexts);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private string Instant(int seconds) =>
        time.GetUtcNow().AddSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
