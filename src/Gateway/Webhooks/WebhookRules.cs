using RentABot.Contracts;
using RentABot.Hosting.Webhooks;
using RentABot.Rules;

namespace RentABot.Gateway.Webhooks;

/// <summary>What a webhook may be like.</summary>
internal sealed class WebhookRules(TargetRules targets)
{
    public const int MostDeliveryIds = 1000;

    private static readonly HashSet<string> EventTypes =
    [
        .. typeof(Event).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract).Select(type => type.Name),
    ];

    /// <summary>Null stands for what is not said.</summary>
    public Violations Check(string? url, IReadOnlyList<string>? types, IReadOnlyList<string>? tags, string? secret)
    {
        var violations = new Violations();
        if (url is not null) CheckUrl(url, violations);
        foreach (var type in (types ?? []).Where(type => !EventTypes.Contains(type)).Take(3))
        {
            violations.Add("types", $"'{type?.Cut(80)}' is no event; there are {string.Join(", ", EventTypes.Order(StringComparer.Ordinal))}");
        }

        TagSyntax.Check(tags, "tags", violations);
        violations.AddIf(
            secret is { Length: > 0 } && WebhookSecrets.Read(secret) is null,
            "secret", $"must be {WebhookSecrets.Prefix} and {WebhookSecrets.MinLength}–{WebhookSecrets.MaxLength} bytes in Base64");
        return violations;
    }

    public static Violations Check(RedeliverRequest request)
    {
        var violations = new Violations();
        var said = new object?[] { request.DeliveryIds, request.Status, request.Since }.Count(field => field is not null);
        violations.AddIf(said != 1, "body", "must have one of delivery_ids, status and since");
        violations.AddIf(request.Status is not null and not "parked", "status", "must be parked");
        if (request.DeliveryIds is not { } ids) return violations;
        violations.AddIf(ids.Count is 0 or > MostDeliveryIds, "delivery_ids", $"must be 1–{MostDeliveryIds} ids");
        violations.AddIf(ids.Any(id => !Guid.TryParseExact(id, "D", out _)), "delivery_ids", "must be UUIDs");
        return violations;
    }

    private void CheckUrl(string text, Violations violations)
    {
        if (text.Length > Limits.MaxTextLength
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
            || url.Host.Length == 0 || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            violations.Add("url", $"must be http:// or https://, absolute, without user or fragment, up to {Limits.MaxTextLength} characters");
            return;
        }

        violations.AddIf(!targets.MayAllow(url.IdnHost.Trim('[', ']')), "url", "this host may not be called: it is not among Webhooks:Targets");
    }
}
