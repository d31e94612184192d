namespace RentABot.Persistence.Deadlines;

/// <summary>What is due, most urgent first.</summary>
public enum DeadlineKind
{
    LockExpiry,
    ClaimExpiry,
    ReservationExpiry,
    MaintenanceEnd,
    MaintenanceBegin,
    LockWarning,
}
