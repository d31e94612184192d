namespace RentABot.Persistence.Leases;

/// <summary>Work that one process at a time may do, as long as its connection to the database lives.</summary>
public interface IDatabaseLeases
{
    /// <summary>
    /// Takes the lease, or gives null when another process has it. For work that may be repeated: what was committed last
    /// may be gone after a crash of the database server.
    /// </summary>
    Task<DatabaseLease?> TryTakeAsync(LeaseName name, CancellationToken cancellationToken);

    /// <summary>Takes the lease, waiting for the process that has it.</summary>
    Task<DatabaseLease> TakeAsync(LeaseName name, CancellationToken cancellationToken);
}
