using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Hosting.Webhooks;
using RentABot.Persistence;
using RentABot.Persistence.Transactions;
using RentABot.Persistence.Webhooks;
using RentABot.Rules;

namespace RentABot.Gateway.Webhooks;

/// <summary>Makes and changes webhooks.</summary>
internal sealed partial class WebhookDesk(
    RepeatableRequests requests, RentABotDbContext db, IWriteTransactions transactions, SecretBox box, WebhookRules rules, TagLists tags,
    IHttpContextAccessor accessor, IOptions<WebhookLimitOptions> limits, ILogger<WebhookDesk> logger)
{
    private const int NewSecretLength = 32;
    private const int MostRedeliveriesWaiting = 100;
    private static readonly TimeSpan OldSecretSignsFor = TimeSpan.FromHours(24);

    private string Actor => Caller.Of(accessor.HttpContext!).Name;

    public async Task<Answer<WebhookResponse>> CreateAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        if (!box.HasKey) return ProblemCatalog.WebhooksOff;
        var tagged = tags.Take(request.Tags) ?? [];
        var violations = rules.Check(request.Url ?? "", request.Types, tagged, request.Secret);
        violations.AddIf(request.Secret is { Length: 0 }, "secret", "must not be empty");
        if (violations.Any) return ProblemCatalog.Invalid(violations);
        var answer = await requests.DoAsync<WebhookRequest, WebhookResponse>(request, async now =>
        {
            if (await db.Webhooks.CountAsync(cancellationToken) >= limits.Value.Max) return ProblemCatalog.TooManyWebhooks(limits.Value.Max);
            var (id, secret) = (Guid.CreateVersion7(now), SecretOf(request.Secret));
            var webhook = new Webhook
            {
                Id = id,
                Url = request.Url!,
                Types = [.. (request.Types ?? []).Distinct(StringComparer.Ordinal)],
                Tags = [.. TagSyntax.Distinct(tagged)],
                Enabled = request.Enabled ?? true,
                Secret = box.Seal(secret, WebhookSecrets.UseOf(id)),
                AfterSequence = await db.LedgerHeads.Select(head => head.Sequence).SingleAsync(cancellationToken),
                CreatedAt = now,
                UpdatedAt = now,
            };
            db.Add(webhook);
            return Done(WebhookResponse.Of(webhook, null, 0, 0) with { Secret = WebhookSecrets.Write(secret) });
        });
        if (answer is { Result: { } created, Replayed: false }) LogCreated(Actor, created.Id);
        return answer;
    }

    public async Task<Answer<WebhookResponse>> UpdateAsync(Guid id, WebhookPatch patch, int? expected, CancellationToken cancellationToken)
    {
        if (!box.HasKey) return ProblemCatalog.WebhooksOff;
        var tagged = tags.Take(patch.Tags);
        var violations = rules.Check(patch.Url, patch.Types, tagged, patch.Secret);
        if (violations.Any) return ProblemCatalog.Invalid(violations);
        var answer = await requests.DoAsync<WebhookPatch, WebhookResponse>(patch, async now =>
        {
            var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancellationToken);
            if (webhook is null) return ProblemCatalog.WebhookNotFound(id);
            if (expected is not null && expected != webhook.Revision) return ProblemCatalog.BadIfMatch;
            webhook.Url = patch.Url ?? webhook.Url;
            webhook.Types = patch.Types is null ? webhook.Types : [.. patch.Types.Distinct(StringComparer.Ordinal)];
            webhook.Tags = tagged is null ? webhook.Tags : [.. TagSyntax.Distinct(tagged)];
            webhook.Enabled = patch.Enabled ?? webhook.Enabled;
            var secret = patch.Secret is null ? null : SecretOf(patch.Secret);
            if (secret is not null)
            {
                webhook.PreviousSecret = webhook.Secret;
                webhook.PreviousSecretUntil = now + OldSecretSignsFor;
                webhook.Secret = box.Seal(secret, WebhookSecrets.UseOf(id));
            }

            webhook.Revision++;
            webhook.UpdatedAt = now;
            accessor.HttpContext!.Response.Headers.ETag = WebhookEndpoints.TagOf(webhook);
            var standing = (await db.StandingsAsync([id], cancellationToken)).GetValueOrDefault(id);
            return Done(standing.ResponseOf(webhook) with { Secret = secret is null ? null : WebhookSecrets.Write(secret) });
        });
        if (answer.Result is not null) LogChanged(Actor, id, patch.Secret is not null);
        return answer;
    }

    /// <summary>False: there is none.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(db, cancellationToken);
        if (await db.Webhooks.Where(w => w.Id == id).ExecuteDeleteAsync(cancellationToken) == 0) return false;
        await transaction.CommitAsync(cancellationToken);
        LogDeleted(Actor, id);
        return true;
    }

    public async Task<Answer<RedeliverResponse>> RedeliverAsync(Guid id, RedeliverRequest request, CancellationToken cancellationToken)
    {
        if (!box.HasKey) return ProblemCatalog.WebhooksOff;
        var violations = WebhookRules.Check(request);
        if (violations.Any) return ProblemCatalog.Invalid(violations);
        var answer = await requests.DoAsync<RedeliverRequest, RedeliverResponse>(request, async now =>
        {
            var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancellationToken);
            if (webhook is null) return ProblemCatalog.WebhookNotFound(id);
            var done = await db.WebhookPositions.Where(p => p.WebhookId == id).Select(p => p.Redelivery).SingleOrDefaultAsync(cancellationToken);
            if (webhook.Redeliveries - done >= MostRedeliveriesWaiting) return ProblemCatalog.TooManyRedeliveries;
            await db.WebhookRedeliveries.Where(r => r.WebhookId == id && r.Number <= done).ExecuteDeleteAsync(cancellationToken);
            webhook.Redeliveries++;
            db.Add(new WebhookRedelivery
            {
                WebhookId = id,
                Number = webhook.Redeliveries,
                EventIds = request.DeliveryIds?.Select(text => Guid.ParseExact(text, "D")).Distinct().ToList(),
                Parked = request.Status is not null,
                Since = request.Since,
                RequestedAt = now,
            });
            return Done(new RedeliverResponse { RequestedAt = now });
        });
        if (answer is { Result: not null, Replayed: false }) LogRedelivery(Actor, id);
        return answer;
    }

    private static Answer<TResult> Done<TResult>(TResult result)
        where TResult : class => Answer<TResult>.Of(result, replayed: false);

    private static byte[] SecretOf(string? given) =>
        string.IsNullOrEmpty(given) ? RandomNumberGenerator.GetBytes(NewSecretLength) : WebhookSecrets.Read(given)!;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Actor} has created webhook {Webhook}")]
    private partial void LogCreated(string actor, Guid webhook);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Actor} has changed webhook {Webhook} (a new secret: {NewSecret})")]
    private partial void LogChanged(string actor, Guid webhook, bool newSecret);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Actor} has deleted webhook {Webhook}")]
    private partial void LogDeleted(string actor, Guid webhook);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Actor} has asked for deliveries of webhook {Webhook} to be made again")]
    private partial void LogRedelivery(string actor, Guid webhook);
}
