using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking;

/// <summary>What follows from a call's outcome.</summary>
internal static class CallFacts
{
    private const int Unavailable = 503;

    /// <summary>
    /// The caller was told that nothing was done, and may rely on it. Not so where a first attempt with the same key may
    /// still run or has succeeded, and not where 503 leaves it open to ask again with the key.
    /// </summary>
    public static bool IsRefusedForGood(this Call call) =>
        call.Outcome == Outcome.Refused
        && call.Status != Unavailable
        && call.Code is not ("request_in_progress" or "lock_lost");

    /// <summary>The gateway has given up, and takes back what was or will be done: nobody could ask for the answer.</summary>
    public static bool IsAbandoned(this Call call) =>
        call is { Outcome: Outcome.Refused, Status: Unavailable, Transport: Transport.Rest, Key: null };

    /// <summary>Something may have been done.</summary>
    public static bool MayHaveHappened(this Call call) => !call.IsRefusedForGood();

    /// <summary>The gateway may take back what was done, because nobody heard the answer.</summary>
    public static bool MayBeTakenBack(this Call call) =>
        call is { Transport: Transport.Rest, Key: null, Outcome: not Outcome.Done } && !call.IsRefusedForGood();

    /// <summary>Whether it asks for locks or for a place in the queue.</summary>
    public static bool Asks(this Call call) => call.Operation is Operation.Lock or Operation.Reserve;

    public static bool EndsOwnLock(this Call call) => call.Operation is Operation.Unlock or Operation.UnlockBatch && !call.Force;

    /// <summary>Whether it takes this resource from whoever has it.</summary>
    public static bool ForcesOff(this Call call, long resourceId) =>
        call.Force && (call.ResourceId == resourceId || call.Locks.Any(one => one.ResourceId == resourceId));
}
