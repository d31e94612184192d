using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Settings;

namespace RentABot.Gateway.Requests;

/// <summary>
/// How long requests may take. One that takes longer counts as given up by its caller, so what it asked for is abandoned;
/// the answer is 503.
/// </summary>
internal static class RequestTimes
{
    /// <summary>For routes that take a descriptor.</summary>
    public const string Import = "import";

    public static void AddRequestTimes(this IServiceCollection services)
    {
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<HttpOptions>, IOptions<GatewayOptions>>((timeouts, http, gateway) =>
        {
            var (time, answer) = (http.Value.RequestTimeout, gateway.Value.AnswerTimeout);
            timeouts.DefaultPolicy = PolicyOf(time + answer);
            timeouts.AddPolicy(Import, PolicyOf(http.Value.ImportTimeout + answer));

            // Whoever waits may ask the allocator before and after.
            foreach (var wait in Waits) timeouts.AddPolicy(NameOf(wait), PolicyOf(time + wait + (2 * answer)));
        });
    }

    /// <summary>Such a request may wait this long at its own wish.</summary>
    public static void MayWait(this IEndpointConventionBuilder builder, int seconds) =>
        builder.WithRequestTimeout(NameOf(TimeSpan.FromSeconds(seconds)));

    private static IEnumerable<TimeSpan> Waits =>
        [TimeSpan.FromSeconds(Reservations.ReservationWait.MaxSeconds), TimeSpan.FromSeconds(Locks.QueuedLock.MaxWait)];

    private static string NameOf(TimeSpan wait) => $"wait {wait}";

    private static RequestTimeoutPolicy PolicyOf(TimeSpan time) => new()
    {
        Timeout = time,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context =>
        {
            // The time that is up was the request's; the answer still goes out.
            context.RequestAborted = CancellationToken.None;
            return ProblemCatalog.RequestTimedOut.ExecuteAsync(context);
        },
    };
}
