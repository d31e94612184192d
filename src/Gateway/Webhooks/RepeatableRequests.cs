using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Json;
using RentABot.Gateway.Problems;
using RentABot.Hosting.Webhooks;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Transactions;
using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Webhooks;

/// <summary>
/// Changes the gateway's own rows, one request after the other by the write lock, and keeps what a request with an idempotency
/// key was answered in the same transaction: its repeat gets the same answer, and changes nothing.
/// </summary>
internal sealed class RepeatableRequests(
    IHttpContextAccessor accessor, RentABotDbContext db, IWriteTransactions transactions, IDatabaseClock clock, SecretBox box)
{
    private static readonly TimeSpan AnswersAreKeptFor = TimeSpan.FromHours(24);

    /// <param name="request">What was asked for.</param>
    /// <param name="work">Does it, at an instant, and answers; what it refuses changes nothing.</param>
    public async Task<Answer<TAnswer>> DoAsync<TRequest, TAnswer>(TRequest request, Func<DateTimeOffset, Task<Answer<TAnswer>>> work)
        where TAnswer : class
    {
        var context = accessor.HttpContext!;
        var cancellationToken = context.RequestAborted;
        var key = IdempotencyKeys.Of(context, Caller.Of(context), clientId: null);
        var fingerprint = FingerprintOf(context, request);
        await using var transaction = await transactions.BeginAsync(db, cancellationToken);
        var now = await clock.ReadAsync(db, cancellationToken);
        if (key is not null && await FindAsync(key, now, cancellationToken) is { } kept)
        {
            if (kept.Fingerprint != fingerprint) return ProblemCatalog.IdempotencyKeyReused;
            if (box.Open(kept.Answer, UseOf(key)) is not { } json) return ProblemCatalog.WebhooksOff;
            context.Response.Headers[IdempotencyKeys.ReplayedHeader] = "true";
            return Answer<TAnswer>.Of(JsonSerializer.Deserialize<TAnswer>(json, GatewayJson.Options)!, replayed: true);
        }

        var answer = await work(now);
        if (answer.Problem is not null) return answer;
        if (key is not null)
        {
            db.Add(new WebhookAnswer
            {
                Key = key,
                Fingerprint = fingerprint,
                Answer = box.Seal(JsonSerializer.SerializeToUtf8Bytes(answer.Result, GatewayJson.Options), UseOf(key)),
                CreatedAt = now,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    private static string UseOf(string key) => $"answer to {key}";

    private static string FingerprintOf<TRequest>(HttpContext context, TRequest request) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { Path = context.Request.Path.Value, Request = request }, GatewayJson.Options)));

    private async Task<WebhookAnswer?> FindAsync(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - AnswersAreKeptFor;
        await db.WebhookAnswers.Where(a => a.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
        return await db.WebhookAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, cancellationToken);
    }
}
