using System.Globalization;
using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>Calls about locks.</summary>
internal static class Locks
{
    /// <summary>What the server takes in one call.</summary>
    private const int MaxBatch = Rules.Limits.MaxBatch;

    public static ApiCall Lock(LockRequest request) => ApiCall.Post("api/v1/resources/lock", request, ApiJson.Default.LockRequest);

    public static ApiCall Extend(long resourceId, ExtendRequest request) =>
        ApiCall.Post(string.Create(CultureInfo.InvariantCulture, $"api/v1/resources/{resourceId}/extend"), request, ApiJson.Default.ExtendRequest);

    public static IEnumerable<ApiCall> Unlock(IEnumerable<string> tokens) => tokens.Chunk(MaxBatch).Select(some =>
        ApiCall.Post("api/v1/resources/unlock-batch", new UnlockBatchRequest(some), ApiJson.Default.UnlockBatchRequest));

    public static async Task FreeAsync(ApiClient api, IEnumerable<string> tokens, TimeSpan patience, CancellationToken cancellationToken)
    {
        foreach (var call in Unlock(tokens)) await api.SendAsync(call, patience, cancellationToken);
    }
}
