using RentABot.Contracts;
using RentABot.Persistence.Audit;

namespace RentABot.Gateway.Web.History;

/// <summary>What events and refused attempts are called on the pages.</summary>
internal static class EventWords
{
    /// <summary>Every kind that the trail may have, by the name that filters know it by.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [nameof(LockAcquired)] = "Locked",
        [nameof(LockExtended)] = "Lock extended",
        [nameof(LockExpiring)] = "Lock about to expire",
        [nameof(LockReleased)] = "Unlocked",
        [nameof(LockExpired)] = "Lock expired",
        [nameof(ReservationQueued)] = "Joined the queue",
        [nameof(ReservationFulfilled)] = "Resources set aside",
        [nameof(ReservationClaimed)] = "Claimed",
        [nameof(ReservationReleased)] = "Released",
        [nameof(ReservationCancelled)] = "Cancelled",
        [nameof(ReservationExpired)] = "Expired",
        [nameof(ResourceMarkedUnavailable)] = "Out of service",
        [nameof(ResourceMarkedAvailable)] = "Back in service",
        [nameof(ResourceRegistered)] = "Registered",
        [nameof(ResourceUpdated)] = "Changed",
        [nameof(ResourceRemoved)] = "Removed",
        [RefusalTypes.Request] = "Request refused",
        [RefusalTypes.Command] = "Command refused",
        [RefusalTypes.Dropped] = "Refusals not written down",
    };

    public static string Of(string type) => All.GetValueOrDefault(type, type);
}
