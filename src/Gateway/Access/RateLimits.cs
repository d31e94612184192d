using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Problems;
using RentABot.Hosting;

namespace RentABot.Gateway.Access;

/// <summary>Refuses callers who ask too often, as <see cref="RateLimitOptions"/> says.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>, IOptions<AuthOptions>>((limiter, limits, auth) =>
        {
            limiter.OnRejected = RefuseAsync;
            if (limits.Value.PerMinute > 0) limiter.GlobalLimiter = LimiterFor(limits.Value, auth.Value.IsOn);
        });
    }

    private static PartitionedRateLimiter<HttpContext> LimiterFor(RateLimitOptions limits, bool isAsked) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            CallerOf(context, isAsked),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.Burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = Minute / limits.PerMinute,
                QueueLimit = 0,
            }));

    /// <summary>Whom a request counts for: its caller, or its address where nobody is asked.</summary>
    public static string CallerOf(HttpContext context, bool isAsked) => isAsked && context.User.Identity?.Name is { } name
        ? $"caller {name}"
        : $"address {context.Connection.RemoteIpAddress}";

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : Minute;
        var seconds = (long)Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ProblemCatalog.TooManyRequests.ExecuteAsync(rejected.HttpContext);
    }
}
