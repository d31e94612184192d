using MassTransit;
using RentABot.Contracts;

namespace RentABot.Allocator.Reservations;

/// <summary>What happens to a reservation. These never leave the allocator.</summary>
internal sealed record ReservationRequested(Guid CorrelationId, CreateReservation Command, string ClientId) : CorrelatedBy<Guid>;

/// <summary>The plan set resources aside for it.</summary>
internal sealed record ReservationGranted(Guid CorrelationId, IReadOnlyList<long> ResourceIds) : CorrelatedBy<Guid>;

/// <summary>One of the resources set aside for it was taken away.</summary>
internal sealed record ReservationTakenAway(Guid CorrelationId, string Reason) : CorrelatedBy<Guid>;

/// <summary>Its client claims what is set aside.</summary>
internal sealed record ReservationClaimRequested(Guid CorrelationId) : CorrelatedBy<Guid>;

/// <summary>Its client gives it up.</summary>
internal sealed record ReservationCancelRequested(Guid CorrelationId, string Reason) : CorrelatedBy<Guid>;

/// <summary>It has waited as long as it wanted to.</summary>
internal sealed record ReservationWaitEnded(Guid CorrelationId) : CorrelatedBy<Guid>;

/// <summary>It was not claimed in time.</summary>
internal sealed record ReservationClaimWindowEnded(Guid CorrelationId) : CorrelatedBy<Guid>;

/// <summary>The last of its locks has ended.</summary>
internal sealed record ReservationLocksEnded(Guid CorrelationId) : CorrelatedBy<Guid>;
