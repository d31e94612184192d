namespace RentABot.Persistence.Leases;

/// <summary>What is leased. The numbers are the keys of PostgreSQL's advisory locks and must not change.</summary>
public enum LeaseName
{
    Migration = 0x52_41_42_01,
    EventRelay = 0x52_41_42_02,
    Sweep = 0x52_41_42_03,
    Webhooks = 0x52_41_42_04,
}
