using RentABot.Rules;

namespace RentABot.Gateway.Problems;

/// <summary>The errors that the gateway finds by itself; the allocator has its own.</summary>
internal static class ProblemCatalog
{
    public static readonly Problem AllocatorUnavailable =
        new(503, "allocator_unavailable", "The allocator did not answer in time; nothing will be done later.");

    /// <summary>With an idempotency key the command is not taken back: its repeat is answered.</summary>
    public static readonly Problem AllocatorUnavailableKeyed =
        new(503, "allocator_unavailable", "The allocator did not answer in time; repeat the request with the same Idempotency-Key.");

    public static readonly Problem BrokerUnavailable = new(503, "broker_unavailable", "The message broker cannot be reached; nothing was done.");

    public static readonly Problem DatabaseUnavailable = new(503, "database_unavailable", "The database does not answer.");

    public static readonly Problem ShuttingDown = new(503, "shutting_down", "The service stops; nothing is held for this request.");

    public static readonly Problem TooManyWaits = new(503, "too_many_waits", "Too many requests wait already.");

    public static readonly Problem TooManyListeners = new(503, "too_many_listeners", "Too many listen here already.");

    public static readonly Problem TooManyListenersOfCaller = new(429, "too_many_listeners", "The caller listens here too often already.");

    public static readonly Problem UpgradeRequired = new(426, "upgrade_required", "This is a WebSocket: ask for it by an upgrade of the connection.");

    public static readonly Problem OriginNotAllowed =
        new(403, "origin_not_allowed", "The page that asks is of another host, and may not listen with what its reader's browser knows.");

    public static readonly Problem IdentityProviderUnavailable =
        new(503, "identity_provider_unavailable", "The identity provider does not answer, so nobody can be known by a bearer token.");

    /// <summary>Whoever sent an idempotency key can repeat the request.</summary>
    public static readonly Problem RequestTimedOut = new(503, "request_timed_out", "The request took too long and was given up.");

    public static readonly Problem NulInQuery = new(400, "bad_request", "The query has a NUL character.");

    public static readonly Problem RequestInProgress =
        new(409, "request_in_progress", "A request with this idempotency key still runs.");

    public static readonly Problem WaitTimedOut = new(409, "wait_timed_out", "Nothing could be granted within the time to wait; nothing is held.");

    public static readonly Problem InternalError = new(500, "internal_error", "Something went wrong here; it has been logged.");

    public static readonly Problem NotAuthenticated =
        new(401, "not_authenticated", "Nobody is known by what was sent; send an API key or a bearer token, as WWW-Authenticate says.");

    public static readonly Problem RoleTooLow =
        new(403, "role_too_low", "The caller's role does not allow this; GET /api/v1/whoami tells it.");

    public static readonly Problem FormTooOld =
        new(400, "form_too_old", "The form is not one that this service made for you, or it is too old; open it again.");

    public static readonly Problem TooManyRequests =
        new(429, "too_many_requests", "The caller has asked too often; Retry-After says when it may again.");

    public static readonly Problem BadIfMatch =
        new(412, "stale_revision", "If-Match is not an ETag that this resource has had; read it again.");

    public static Problem Invalid(Violations violations) =>
        new(422, "invalid", "The request is well-formed but not valid; see errors.") { Errors = violations.ToDictionary() };

    public static Problem Invalid(string field, string message)
    {
        var violations = new Violations();
        violations.Add(field, message);
        return Invalid(violations);
    }

    public static Problem PriorityTooUrgent(int best) =>
        new(403, "priority_too_urgent", $"The caller may not ask for a priority more urgent than {best}.");

    public static Problem MalformedJson(string where) => new(400, "malformed_json", $"The body is not JSON: {where}.");

    public static Problem MalformedJsonDescriptor(string why) => new(400, "malformed_json", $"The descriptor cannot be read: {why}.");

    public static Problem MalformedYamlDescriptor(string why) => new(400, "malformed_yaml", $"The descriptor cannot be read: {why}.");

    public static Problem TooLarge(int limit) => new(413, "too_large", $"The body is longer than {limit} bytes.");

    public static Problem UnsupportedMediaType(string expected) => new(415, "unsupported_media_type", $"The body must be {expected}.");

    public static readonly Problem EncodedBody =
        new(415, "unsupported_media_type", "The body must not be compressed or otherwise encoded.");

    public static Problem ResourceNotFound(long id) => new(404, "resource_not_found", $"There is no resource {id}.");

    public static Problem ReservationNotFound(Guid id) => new(404, "reservation_not_found", $"There is no reservation {id}.");

    public static readonly Problem WebhooksOff =
        new(409, "webhooks_off", "There is no key for the secrets of webhooks, or not the one that these were kept with; set Webhooks:Keys of gateway and scheduler.");

    public static readonly Problem TooManyRedeliveries =
        new(409, "too_many_redeliveries", "The scheduler has not yet seen to what was asked for before; try again later.");

    public static readonly Problem IdempotencyKeyReused =
        new(422, "idempotency_key_reused", "This idempotency key belongs to another request.");

    public static Problem WebhookNotFound(Guid id) => new(404, "webhook_not_found", $"There is no webhook {id}.");

    public static Problem TooManyWebhooks(int most) => new(409, "too_many_webhooks", $"There may be {most} webhooks; remove one first.");

    public static Problem ReservationCancelled(Guid id, string? reason) =>
        new(410, "reservation_cancelled", $"Reservation {id} was cancelled: {reason}.");

    /// <summary>For a status that was set without a body.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        400 => new(status, "bad_request", "The request cannot be understood."),
        401 => NotAuthenticated,
        403 => RoleTooLow,
        404 => new(status, "not_found", "There is nothing at this address."),
        405 => new(status, "method_not_allowed", "This address does not take this method; see Allow."),
        408 => new(status, "too_slow", "The request's body came too slowly."),
        413 => new(status, "too_large", "The request is too large."),
        415 => new(status, "unsupported_media_type", "The body is of a kind that is not taken here."),
        414 => new(status, "address_too_long", "The address is too long."),
        431 => new(status, "headers_too_large", "The request's headers are too large."),
        >= 500 => InternalError with { Status = status },
        _ => new(status, "refused", "The request is refused."),
    };
}
