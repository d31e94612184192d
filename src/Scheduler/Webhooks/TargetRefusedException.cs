namespace RentABot.Scheduler.Webhooks;

/// <summary>None of a host's addresses may be called.</summary>
internal sealed class TargetRefusedException() : Exception("No address of the host is among Webhooks:Targets.");
