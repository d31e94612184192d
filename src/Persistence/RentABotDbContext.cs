using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Audit;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Saving;
using RentABot.Persistence.Webhooks;

namespace RentABot.Persistence;

/// <summary>
/// The tables, whichever database they are in. Only the allocator writes them, but for the refused attempts, which who refuses
/// writes, the gateway's webhooks and keys of cookies, and the scheduler's deliveries.
/// </summary>
public abstract class RentABotDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Resource> Resources => Set<Resource>();
    public DbSet<ResourceLock> Locks => Set<ResourceLock>();
    public DbSet<Hold> Holds => Set<Hold>();
    public DbSet<Reservation> Reservations => Set<Reservation>();
    public DbSet<CommandMark> CommandMarks => Set<CommandMark>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<RefusedAttempt> RefusedAttempts => Set<RefusedAttempt>();
    public DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();
    public DbSet<RelayPosition> RelayPositions => Set<RelayPosition>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookRedelivery> WebhookRedeliveries => Set<WebhookRedelivery>();
    public DbSet<WebhookAnswer> WebhookAnswers => Set<WebhookAnswer>();
    public DbSet<WebhookPosition> WebhookPositions => Set<WebhookPosition>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        ChangeTracker.DetectChanges();
        using var noted = ChangeTracker.LookAsNoted();
        var many = Model.GetOrAddRuntimeAnnotationValue(nameof(ManyRows), static db => db!.CreateManyRows(), this);
        var saved = await many.SaveAsync(this, cancellationToken);
        return saved + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Once for a model.</summary>
    private protected abstract ManyRows CreateManyRows();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RentABotDbContext).Assembly);
}
